import type { Verdict } from "../../src/migrate/types.ts";
import { explain } from "../../src/stack/explain.ts";
import { limitsOf } from "../../src/stack/layers.ts";
import type { Clause, Limit, Stack } from "../../src/stack/types.ts";
import { clauses } from "../contract/clauses/all.ts";
import { verdict } from "../contract/run/run-clauses.ts";
import { type OpenOptions, openStack } from "../contract/run/run-stack.ts";
import { decide } from "./decisions.ts";
import { migratedApp, reasonsOfLeft, verdicts } from "./migrated.ts";

/** What came of migrating the application of one stack. */
export interface MigrationCheck {
  /** Of the pages, once what a person has to decide was decided. */
  readonly pages: Readonly<Record<Verdict, number>>;
  /** What kept pages in pages/ as they were generated, and after the decisions. */
  readonly left: { readonly generated: readonly string[]; readonly decided: readonly string[] };
  /** Clauses that hold before and after, as the catalogue says. */
  readonly kept: number;
  /** What is wrong, a line each; empty when nothing is. */
  readonly faults: readonly string[];
}

/**
 * Generates the application of a stack twice: as it is, which `migrate` has to leave alone or keep
 * whole, and with its decisions made. Of the latter the clauses are checked, it is migrated, built with
 * its types, and checked again.
 * @param only the clauses to check; all of them where not given
 */
export async function checkMigration(
  stack: Stack,
  workshop: string,
  only?: readonly Clause[],
): Promise<MigrationCheck> {
  const generated = await migratedApp(stack);
  const decided = await migratedApp(stack, decide);
  try {
    const left = {
      generated: reasonsOfLeft(generated.migrated),
      decided: reasonsOfLeft(decided.migrated),
    };
    const pages = verdicts(decided.migrated);
    const before = await contract(stack, { workshop, change: decide }, only);
    const after = await contract(stack, { workshop, change: decided.replace }, only);
    const faults = [
      // It would have to be held to the contract as well: its files are no longer the generator's.
      ...generated.migrated.changeSet.changes.map(({ path }) => `as generated: ${path} is changed`),
      ...before.faults.map((fault) => `before: ${fault}`),
      ...after.faults.map((fault) => `after: ${fault}`),
    ];
    return { pages, left, kept: after.kept, faults };
  } finally {
    await Promise.all([generated.remove(), decided.remove()]);
  }
}

async function contract(stack: Stack, options: OpenOptions, only?: readonly Clause[]) {
  const limits = limitsFor(stack);
  const faults: string[] = [];
  let kept = 0;
  const open = await openStack(stack, options);
  try {
    if (!open.app.build.ok) return { kept, faults: [`the build: ${open.app.build.output}`] };
    const checks = clauses.filter(({ clause }) => !only || only.includes(clause));
    for await (const { clause, outcome } of open.check(checks)) {
      if ("inapplicable" in outcome) continue;
      const limit = limits.find((candidate) => candidate.clause === clause);
      const wrong = verdict(outcome, limit);
      if (wrong) faults.push(`clause ${clause}: ${wrong.message}`);
      else kept += 1;
    }
  } finally {
    await open.close();
  }
  return { kept, faults };
}

function limitsFor(stack: Stack): readonly Limit[] {
  const explanation = explain(stack);
  if (!explanation.valid) throw new Error(explanation.reason);
  return limitsOf(explanation.stack);
}

import { catalogue } from "../../src/stack/catalogue.ts";
import { explain } from "../../src/stack/explain.ts";
import { limitsOf } from "../../src/stack/layers.ts";
import type { Limit, Stack } from "../../src/stack/types.ts";
import { clauses } from "../contract/clauses/all.ts";
import { type ClauseResult, verdict } from "../contract/run/run-clauses.ts";
import { type OpenStack, openStack } from "../contract/run/run-stack.ts";
import { lint } from "./lint.ts";
import { type CheckResult, checkNames, type StackResult } from "./result.ts";

/**
 * Checks one stack from generating it to the last clause. Never throws: whatever goes wrong is a
 * failed check.
 * @param workshop name of a folder to build in, see GeneratedOptions
 */
export async function checkStack(stack: Stack, workshop: string): Promise<StackResult> {
  const started = performance.now();
  const checks: CheckResult[] = [];
  try {
    const open = await openStack(stack, { workshop });
    try {
      checks.push(built(open, performance.now() - started));
      checks.push(await linted(open));
      const limits = limitsFor(stack);
      for await (const result of open.check(clauses)) checks.push(checked(result, limits));
    } finally {
      await open.close();
    }
  } catch (error) {
    const text = messageOf(error);
    const done = new Set(checks.map(({ check }) => check));
    const left = checkNames.filter((check) => !done.has(check));
    checks.push(...left.map((check) => ({ check, outcome: "failed" as const, text, ms: 0 })));
  }
  return { stack, checks, ms: performance.now() - started, at: new Date().toISOString() };
}

function built({ app: { build } }: OpenStack, ms: number): CheckResult {
  if (build.ok) return { check: "build", outcome: "passed", ms };
  return { check: "build", outcome: "failed", text: build.output, ms };
}

async function linted({ dir }: OpenStack): Promise<CheckResult> {
  const started = performance.now();
  const text = await lint(dir);
  const ms = performance.now() - started;
  if (text === undefined) return { check: "lint", outcome: "passed", ms };
  return { check: "lint", outcome: "failed", text, ms };
}

function checked({ clause: check, outcome, ms }: ClauseResult, limits: Limit[]): CheckResult {
  const limit = limits.find(({ clause }) => clause === check);
  if ("inapplicable" in outcome) {
    return { check, outcome: "inapplicable", text: outcome.inapplicable, ms };
  }
  const wrong = verdict(outcome, limit);
  if (wrong) return { check, outcome: "failed", text: messageOf(wrong), ms };
  if (limit) return { check, outcome: "limit", text: limit.reason, ms };
  const theirs = "apartFrom" in outcome ? outcome.apartFrom : undefined;
  return { check, outcome: "passed", ms, ...(theirs ? { text: theirs } : {}) };
}

function limitsFor(stack: Stack): Limit[] {
  const explanation = explain(stack, catalogue);
  if (!explanation.valid) throw new Error(explanation.reason);
  return limitsOf(explanation.stack);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { afterAll, beforeAll, describe, test } from "vitest";
import { catalogue } from "../../src/stack/catalogue.ts";
import { explain, validStacks } from "../../src/stack/explain.ts";
import { limitsOf } from "../../src/stack/layers.ts";
import type { Clause, Limit, Stack } from "../../src/stack/types.ts";
import { clauses } from "./clauses/all.ts";
import { closeChromium } from "./driver/chromium.ts";
import { type ClauseResult, verdict } from "./run/run-clauses.ts";
import { nameOf, runStack } from "./run/run-stack.ts";
import { Pending, runSome } from "./run/schedule.ts";

// Every stack of the catalogue, generated, built for production and held against every clause.
// CONTRACT_STACKS=sqlite,redis and CONTRACT_CLAUSES=7,13 narrow a run down while working on one.

const atOnce = 2;
const patience = 30 * 60_000; // ms; a test waits for all clauses before it, and for the build

const wished = (name: string) => process.env[name]?.split(",").map((part) => part.trim());
const stackWish = wished("CONTRACT_STACKS");
const clauseWish = wished("CONTRACT_CLAUSES");
const stacks = validStacks().filter((stack) =>
  stackWish ? stackWish.some((part) => nameOf(stack).includes(part)) : true,
);
const checks = clauses.filter(({ clause }) => !clauseWish || clauseWish.includes(`${clause}`));

const runs = new Map(
  stacks.map((stack) => [nameOf(stack), new Pending<Clause, ClauseResult>()] as const),
);
let all: Promise<void>;

beforeAll(() => {
  all = runSome(
    stacks.map((stack) => () => run(stack)),
    atOnce,
  );
});

afterAll(async () => {
  await all;
  await closeChromium();
});

async function run(stack: Stack): Promise<void> {
  const name = nameOf(stack);
  const results = runs.get(name);
  const say = (line: string) => process.stderr.write(`contract: ${name}: ${line}\n`);
  try {
    for await (const result of runStack(stack, checks, say))
      results?.resolve(result.clause, result);
    results?.end(new Error(`${name} ended early`));
  } catch (error) {
    results?.end(error instanceof Error ? error : new Error(String(error)));
  }
}

describe.each(stacks.map((stack) => [nameOf(stack), stack] as const))("%s", (name, stack) => {
  const limits = limitsFor(stack);
  for (const { clause, title } of checks) {
    const limit = limits.find((candidate) => candidate.clause === clause);
    const expected = limit ? `does not keep clause ${clause}, as it says` : `clause ${clause}`;
    test(`${expected}: ${title}`, { timeout: patience }, async ({ skip }) => {
      const result = await runs.get(name)?.wait(clause);
      if (!result) throw new Error(`${name} was not run`);
      if ("inapplicable" in result.outcome) return skip(result.outcome.inapplicable);
      const wrong = verdict(result.outcome, limit);
      if (wrong) throw wrong;
    });
  }
});

function limitsFor(stack: Stack): readonly Limit[] {
  const explanation = explain(stack, catalogue);
  if (!explanation.valid) throw new Error(explanation.reason);
  return limitsOf(explanation.stack);
}

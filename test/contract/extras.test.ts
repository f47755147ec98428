import { afterAll, beforeAll, describe, test } from "vitest";
import type { Clause } from "../../src/stack/types.ts";
import { clauses } from "./clauses/all.ts";
import { closeChromium } from "./driver/chromium.ts";
import { type ClauseResult, verdict } from "./run/run-clauses.ts";
import { nameOf, runStack } from "./run/run-stack.ts";
import { Pending } from "./run/schedule.ts";
import { upstash } from "./stores/upstash.ts";

// Extras that change how sessions are kept: the whole contract on a stack with each of them.
// CONTRACT_CLAUSES=7,13 narrows a run down while working on one.

const patience = 30 * 60_000; // ms; a test waits for all clauses before it, and for the build

const stack = { auth: "server-session", store: "redis", router: "app" } as const;
const name = `${nameOf(stack)} + upstash`;
const wished = process.env.CONTRACT_CLAUSES?.split(",").map((part) => part.trim());
const checks = clauses.filter(({ clause }) => !wished || wished.includes(`${clause}`));
const results = new Pending<Clause, ClauseResult>();
let all: Promise<void>;

beforeAll(() => {
  all = run();
});

afterAll(async () => {
  await all;
  await closeChromium();
});

async function run(): Promise<void> {
  const say = (line: string) => process.stderr.write(`contract: ${name}: ${line}\n`);
  try {
    const options = { extras: ["upstash"], adapter: upstash };
    for await (const result of runStack(stack, checks, say, options))
      results.resolve(result.clause, result);
    results.end(new Error(`${name} ended early`));
  } catch (error) {
    results.end(error instanceof Error ? error : new Error(String(error)));
  }
}

describe(name, () => {
  for (const { clause, title } of checks) {
    test(`clause ${clause}: ${title}`, { timeout: patience }, async () => {
      const { outcome } = await results.wait(clause);
      const wrong = verdict(outcome, undefined);
      if (wrong) throw wrong;
    });
  }
});

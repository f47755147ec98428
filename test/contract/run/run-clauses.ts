import type { Clause, Limit } from "../../../src/stack/types.ts";
import type { AppUnderTest } from "../app/under-test.ts";
import type { ClauseCheck } from "../clause.ts";
import type { StoreUnderTest } from "../stores/store.ts";
import { Bench, type Settings } from "./context.ts";

const patience = 240_000; // ms that one clause may take

/** What came of one clause on one stack. */
export type Outcome =
  /** `apartFrom`: a part of it is a service's, and was not checked. */
  | { readonly kept: true; readonly apartFrom?: string }
  | { readonly kept: false; readonly error: Error }
  /** The clause has no meaning for this stack. */
  | { readonly inapplicable: string };

export interface ClauseResult {
  readonly clause: Clause;
  readonly outcome: Outcome;
  readonly ms: number;
}

/** Checks clauses one after the other against one application on one store. */
export async function* runClauses(
  clauses: readonly ClauseCheck[],
  app: AppUnderTest,
  store: StoreUnderTest,
  settings: Settings,
): AsyncGenerator<ClauseResult> {
  const bench = new Bench(app, store, settings, await app.start());
  try {
    for (const check of clauses) {
      const started = performance.now();
      const outcome = await sharedOutcome(check, bench);
      yield { clause: check.clause, outcome, ms: performance.now() - started };
    }
  } finally {
    await bench.close();
  }
}

/**
 * Whether a stack keeps what its catalogue entry says: no less, and no more.
 * @returns undefined where it does, or what is wrong
 */
export function verdict(outcome: Outcome, limit: Limit | undefined): Error | undefined {
  if ("inapplicable" in outcome) return undefined;
  if (!outcome.kept) return limit ? undefined : outcome.error;
  if (!limit) return undefined;
  return new Error(
    `The stack keeps clause ${limit.clause}, but its catalogue entry says it does not ("${limit.reason}"): take the limit out.`,
  );
}

/** The outcome of what is the application's in a clause, where a service has a part in it. */
async function sharedOutcome(check: ClauseCheck, bench: Bench): Promise<Outcome> {
  const share = bench.settings.auth.shares?.[check.clause];
  if (!share) return outcomeOf(check, bench);
  const { check: run, needs = [], theirs } = share;
  if (!run) return { inapplicable: theirs ?? "" };
  const outcome = await outcomeOf({ ...check, needs, run }, bench);
  return "kept" in outcome && outcome.kept && theirs ? { kept: true, apartFrom: theirs } : outcome;
}

async function outcomeOf(check: ClauseCheck, bench: Bench): Promise<Outcome> {
  const { outage } = bench.store;
  if (check.needs.includes("outage") && typeof outage === "string") return { inapplicable: outage };
  try {
    await inTime(check, bench);
    return { kept: true };
  } catch (error) {
    // What made this clause fail shall not make others fail.
    await bench.discard();
    return { kept: false, error: error instanceof Error ? error : new Error(String(error)) };
  } finally {
    await bench.tidy();
  }
}

async function inTime(check: ClauseCheck, bench: Bench): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    const complain = () =>
      reject(new Error(`clause ${check.clause} took over ${patience / 1000} s`));
    timer = setTimeout(complain, patience);
  });
  try {
    await Promise.race([check.run(bench.context()), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

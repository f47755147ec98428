import type { Clause, Stack } from "../../src/stack/types.ts";
import { clauses } from "../contract/clauses/all.ts";

/** What is checked on every stack: that it builds (types included), that it lints, and the clauses. */
export type CheckName = "build" | "lint" | Clause;

export const checkNames: readonly CheckName[] = [
  "build",
  "lint",
  ...clauses.map(({ clause }) => clause),
];

/**
 * How a check went. `limit`: the stack does not keep the clause, as its catalogue entry says, which
 * counts as passed; `inapplicable` counts as nothing.
 */
export type CheckOutcome = "passed" | "failed" | "limit" | "inapplicable";

export interface CheckResult {
  readonly check: CheckName;
  readonly outcome: CheckOutcome;
  /** What went wrong, the limit's reason, why it does not apply, or what of it was not checked. */
  readonly text?: string;
  readonly ms: number;
}

export interface StackResult {
  readonly stack: Stack;
  readonly checks: readonly CheckResult[];
  readonly ms: number;
  /** When it was done, in ISO 8601. */
  readonly at: string;
}

/** "clause 7", "lint" */
export function labelOf(check: CheckName): string {
  return typeof check === "number" ? `clause ${check}` : check;
}

export function isPassed({ checks }: StackResult): boolean {
  return checks.every(({ outcome }) => outcome !== "failed");
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly limits: number;
  readonly inapplicable: number;
}

/** Sums over stacks; limits that hold are among the passed. */
export function count(results: readonly StackResult[]): Counts {
  const outcomes = results.flatMap(({ checks }) => checks.map(({ outcome }) => outcome));
  const number = (...wanted: CheckOutcome[]) =>
    outcomes.filter((outcome) => wanted.includes(outcome)).length;
  return {
    passed: number("passed", "limit"),
    failed: number("failed"),
    limits: number("limit"),
    inapplicable: number("inapplicable"),
  };
}

/** A stack that could not be checked at all: every check of it has failed. */
export function allFailed(stack: Stack, text: string, ms: number): StackResult {
  const checks = checkNames.map((check) => ({ check, outcome: "failed" as const, text, ms: 0 }));
  return { stack, checks, ms, at: new Date().toISOString() };
}

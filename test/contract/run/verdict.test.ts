import { expect, test } from "vitest";
import { verdict } from "./run-clauses.ts";

const limit = { clause: 11, reason: "The sessions live in the process." } as const;
const broken = new Error("signed out after the restart");

test("a clause that is kept is fine, and so is a limit that holds", () => {
  expect(verdict({ kept: true }, undefined)).toBeUndefined();
  expect(verdict({ kept: false, error: broken }, limit)).toBeUndefined();
});

test("a stack may not keep less than its entry says", () => {
  expect(verdict({ kept: false, error: broken }, undefined)).toBe(broken);
});

test("nor more", () => {
  expect(verdict({ kept: true }, limit)?.message).toMatch(/keeps clause 11.*take the limit out/);
});

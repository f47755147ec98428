import { expect, test } from "vitest";
import { alternate, median, pairedRatio } from "./alternate.ts";

test("the median of an even number of values lies between the two in the middle", () => {
  expect(median([4, 1, 3])).toBe(3);
  expect(median([10, 1, 2, 4])).toBe(3);
  expect(() => median([])).toThrow();
});

test("paired ratios are taken round by round", () => {
  expect(pairedRatio([2, 30, 4], [1, 10, 4])).toBe(2);
});

test("a command that fails stops the measurement", () => {
  const failing = { name: "failing", args: ["--eval", "process.exit(3)"] };
  expect(() => alternate([failing], 1)).toThrow("failing ended with 3");
});

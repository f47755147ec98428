import { expect, test } from "vitest";
import { validStacks } from "../../src/stack/explain.ts";
import type { Stack } from "../../src/stack/types.ts";
import { cover } from "./cover.ts";

const all = validStacks();
const pairs = (stacks: readonly Stack[], part: "auth" | "store") =>
  new Set(stacks.map((stack) => `${stack[part]} × ${stack.router}`));

test.each([1, 2])("with %i stores it has every library and store on each router", (stores) => {
  const selection = cover(all, stores);
  expect(pairs(selection, "auth")).toEqual(pairs(all, "auth"));
  expect(pairs(selection, "store")).toEqual(pairs(all, "store"));
});

test("it is a small part of the matrix, the same one each time", () => {
  expect(cover(all).length).toBeLessThan(all.length / 2);
  expect(cover(all)).toEqual(cover(all));
  expect(new Set(cover(all)).size).toBe(cover(all).length);
});

test("one store for each library makes the small selection of a slow machine", () => {
  expect(cover(all, 1).length).toBeLessThan(cover(all).length * 0.75);
});

test("a library with one store on one router is not left out", () => {
  const [only] = all;
  expect(cover(only ? [only] : [])).toEqual([only]);
});

import { expect, test } from "vitest";
import { stripTypes } from "../../src/templates/strip-types.ts";

test.each([
  ["annotations", "const a: number = f(1 as const, x!, y satisfies Z);", "const a = f(1, x, y);"],
  ["assertions in parentheses", "f((await x) as A | (B));", "f((await x));"],
  ["parameters", "function f(a?: string, ...b: number[]): void {}", "function f(a, ...b) {}"],
  ["parentheses", "const a = (await f()) as B[]; (a as C).d();", "const a = (await f()); (a).d();"],
  [
    "generics",
    "const f = async <T,>(x: Map<string, T>) => new Set<T>(x);",
    "const f = async (x) => new Set(x);",
  ],
  ["imports", 'import { a, type B } from "c";', 'import { a } from "c";'],
  [
    "imports of types last",
    'import {\n  a,\n  type B,\n  type C,\n} from "d";',
    'import {\n  a,\n} from "d";',
  ],
  ["imports of types first", 'import { type B, a } from "c";', 'import { a } from "c";'],
  ["imports beside a default", 'import a, { type B } from "c";', 'import a from "c";'],
  ["predicates", "const is = (v: unknown): v is string => true;", "const is = (v) => true;"],
  ["destructuring", "f(({ a }: { a: string }) => a);", "f(({ a }) => a);"],
  ["arrays", "const rows: ReadonlyArray<[a: string]> = [];", "const rows = [];"],
  [
    "classes",
    "class A<T> extends B<T> implements C, D {\n  private readonly a?: T;\n  declare b: T;\n  override name = 'A';\n  readonly #c: T;\n}",
    "class A extends B {\n  a;\n  name = 'A';\n  #c;\n}",
  ],
  ["JSX", "const p = <P<string> a={x as string}>{y!}</P>;", "const p = <P a={x}>{y}</P>;"],
])("takes the types out of %s", (_, typed, plain) => {
  expect(stripTypes(`${typed}\n`)).toBe(`${plain}\n`);
});

test("takes declarations of types away, with their comments and without a gap", () => {
  const typed = `import type { A } from "a";
import { b } from "b"; // stays

/** Stays: it is about the file. */

/** Goes with its interface. */
export interface C {
  a: A;
}

// Goes as well.
type D = A | C;

/** Stays. */
export const e: D = b;
`;
  expect(stripTypes(typed)).toBe(`import { b } from "b"; // stays

/** Stays: it is about the file. */

/** Stays. */
export const e = b;
`);
});

test("joins parameters that no longer need a line each", () => {
  const typed = "export function f(\n  a: string,\n  b: number,\n): void {\n  // kept\n}\n";
  expect(stripTypes(typed)).toBe("export function f(a, b) {\n  // kept\n}\n");
});

test.each([
  "enum A { b }",
  "namespace A { export const b = 1 }",
  "class A { constructor(private b: string) {} }",
])("refuses what makes code: %s", (source) =>
  expect(() => stripTypes(source)).toThrow(/cannot be erased/),
);

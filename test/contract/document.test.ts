import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { catalogue } from "../../src/stack/catalogue.ts";
import { clauses } from "./clauses/all.ts";

const text = readFileSync(
  path.resolve(import.meta.dirname, "../../docs/session-contract.md"),
  "utf8",
);

test("the document and the checks have the same 24 clauses", () => {
  const written = [...text.matchAll(/^\| (\d+) \|/gm)].map(([, clause]) => Number(clause));
  const checked = clauses.map(({ clause }) => clause).sort((a, b) => a - b);
  expect(written).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
  expect(checked).toEqual(written);
});

test("the document tells the limits of the catalogue, and no others", () => {
  const written = [...text.matchAll(/^\| ([a-z-]+) \| (\d+) \| /gm)].map(
    ([, id, n]) => `${id} ${n}`,
  );
  const layers = [...catalogue.auths, ...catalogue.stores, ...catalogue.routers];
  const known = layers.flatMap(({ id, limits }) => limits.map(({ clause }) => `${id} ${clause}`));
  expect(written.sort()).toEqual(known.sort());
});

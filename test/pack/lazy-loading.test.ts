import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { builtCommand } from "../support/built.ts";

/** A text that each heavy library brings into whatever file it is bundled into. */
const marks = {
  "node-plop": "runGeneratorPrompts",
  handlebars: "HandlebarsEnvironment",
  prompts: "SelectPrompt",
  execa: "forceKillAfterDelay",
  diff: "maxEditLength",
};

let dist: string;
/** Files of the bundle that are loaded before the first command runs. */
let atStart: string[];

beforeAll(async () => {
  dist = path.join(path.dirname(await builtCommand()), "../dist");
  atStart = [...reached("cli.js")];
});

describe("`--version` and `--help`", () => {
  test.each(Object.entries(marks))("do not load %s", (_, mark) => {
    expect(filesWith(readdirSync(dist), mark), "the mark has to be somewhere").not.toEqual([]);
    expect(filesWith(atStart, mark)).toEqual([]);
  });

  test("load less than 100 kB", () => {
    const sizes = atStart.map((name) => readFileSync(path.join(dist, name)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000);
  });
});

/** A file of the bundle with all that it imports statically. */
function reached(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const source = readFileSync(path.join(dist, name), "utf8");
  for (const [, imported = ""] of source.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
    reached(imported, found);
  }
  return found;
}

function filesWith(names: readonly string[], mark: string): string[] {
  return names
    .filter((name) => name.endsWith(".js"))
    .filter((name) => readFileSync(path.join(dist, name), "utf8").includes(mark));
}

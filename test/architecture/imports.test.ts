import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/** The "may import" column of docs/architecture.md: arrows run downwards only. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "src/stack": [],
  "src/project": [],
  "src/changeset": [],
  "src/templates": [],
  "src/scaffold": ["src/stack", "src/changeset", "src/templates"],
  "src/migrate": ["src/project", "src/changeset", "src/templates", "codemods"],
  "src/audit": ["src/project", "src/changeset", "codemods"],
  "src/verify": ["src/project"],
  "src/report": ["src/migrate", "src/changeset"],
  "src/cli": ["src", "codemods"],
  codemods: [],
};

/** Relative imports, exports-from and dynamic imports of a module, as paths from the root. */
function relativeImports(file: string, source: string): string[] {
  const specifiers = source.matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g);
  return [...specifiers].map(([, specifier = ""]) =>
    path.posix.join(path.posix.dirname(file), specifier),
  );
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join("/"));
}

const violations = (place: string, allowed: readonly string[]) =>
  sourceFiles(place).flatMap((file) =>
    relativeImports(file, readFileSync(path.join(root, file), "utf8"))
      .filter((target) => ![place, ...allowed].some((folder) => target.startsWith(`${folder}/`)))
      .map((target) => `${file} imports ${target}`),
  );

describe("the house", () => {
  it.each(Object.entries(mayImport))("%s imports only what it may", (place, allowed) => {
    expect(violations(place, allowed)).toEqual([]);
  });

  it("sees every form of import", () => {
    const source = `
      import { a } from "../cli/a.ts";
      export * from '../cli/b.ts';
      const c = await import("../cli/c.ts");
      import "../cli/d.ts";`;
    expect(relativeImports("src/stack/x.ts", source)).toEqual([
      "src/cli/a.ts",
      "src/cli/b.ts",
      "src/cli/c.ts",
      "src/cli/d.ts",
    ]);
  });

  it("keeps nothing in folders called utils, and no barrel files but the public one", () => {
    const files = ["src", "codemods"].flatMap(sourceFiles);
    const barrels = files.filter((file) => file.endsWith("/index.ts") && file !== "src/index.ts");
    expect(barrels).toEqual([]);
    expect(files.filter((file) => /(^|\/)utils?(\/|\.)/.test(file))).toEqual([]);
  });
});

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { migrateProject } from "../../src/migrate/migrate.ts";
import type { MigrateOptions } from "../../src/migrate/types.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";
import { applied, type Files, readFiles } from "./fixture.ts";

const inputOf = (name: string): Files =>
  readFiles(join(fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url)), "input"));

/** Verdict and codes of /area, and the project afterwards. */
function migrated(files: Files, options: MigrateOptions = {}) {
  const { changeSet, routes } = migrateProject(readProject(memoryTree(files)), options);
  const area = routes.find(({ route }) => route === "/area");
  const codes = new Set(area?.reasons.map(({ code }) => code));
  return { said: [area?.verdict, ...codes].join(" "), output: applied(files, changeSet) };
}

const input = inputOf("document");
const own = input["pages/_document.tsx"] ?? "";
const { "pages/_document.tsx": _, ...withoutDocument } = input;

test.each([
  [
    "a module that makes a context",
    {
      "lib/assets.ts":
        'import { createContext } from "react";\nexport const Theme = createContext("");\nexport type Theme = { color: string };\nexport const asset = (name: string) => name;',
    },
  ],
  [
    "a package of the browser",
    {
      "pages/_document.tsx": own.replace('"../lib/assets"', '"some-theme"'),
      "node_modules/some-theme/package.json": '{ "main": "index.js" }',
      "node_modules/some-theme/index.js": '"use client";\nexports.asset = () => "";',
    },
  ],
  [
    "a viewport before Next 14",
    {
      "package.json": (input["package.json"] ?? "").replace("15.5.4", "13.5.6"),
      "pages/_document.tsx": own.replace(
        'name="theme-color" content={theme.color}',
        'name="viewport" content="width=1024"',
      ),
    },
  ],
])("a layout cannot do with %s", (_name, more) => {
  expect(migrated({ ...input, ...more } as Files).said).toBe("left document-form");
});

test("code without types is not put into a layout that has them", () => {
  const untyped = own.replace("const theme: Theme", "const theme").replace(", type Theme", "");
  const said = (text: string) => migrated({ ...withoutDocument, "pages/_document.jsx": text }).said;
  expect(said(untyped)).toBe("left document-form");
  // what is markup alone is the same in both
  const markup = `import { Head, Html, Main, NextScript } from "next/document";
export default () => <Html lang="en"><Head /><body><Main /><NextScript /></body></Html>;`;
  expect(said(markup)).toBe("native");
});

test("styles are collected around _app, which is bridged for that", () => {
  const styles = inputOf("document-styles");
  const { output } = migrated(styles);
  const module = output["app/_compat/emotion-styles.tsx"];
  expect(module).toContain('import createEmotionCache from "../../lib/create-emotion-cache";');
  expect(output["app/_compat/app-shell.tsx"]).toContain("withStyles(App");
  expect(migrated(styles, { style: "native" }).said).toBe("left app-props document-initial-props");
});

import { describe, expect, test } from "vitest";
import { findNextApp } from "../../src/project/find-app.ts";
import { moduleReferences } from "../../src/project/imports.ts";
import { versionOf } from "../../src/project/package-json.ts";
import { relativeSpecifier } from "../../src/project/paths.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";
import { parseJsonc } from "../../src/project/tsconfig.ts";

const manifest = (dependencies: Record<string, string>): string => JSON.stringify({ dependencies });

describe("finding the application", () => {
  test("the root itself, where it depends on next and has pages", () => {
    const tree = memoryTree({ "package.json": manifest({ next: "16.4.6" }), "pages/index.js": "" });
    expect(findNextApp(tree)).toBe("");
  });

  test("the one workspace package that is a Next.js application", () => {
    const tree = memoryTree({
      "package.json": JSON.stringify({ workspaces: ["sites/*"] }),
      "sites/web/package.json": manifest({ next: "15.0.0" }),
      "sites/web/src/pages/index.tsx": "",
      "sites/docs/package.json": manifest({ vite: "7.0.0" }),
    });
    expect(findNextApp(tree)).toBe("sites/web");
  });

  test.each([
    ["no package.json", {}, "There is no package.json here."],
    ["another framework", { "package.json": manifest({ vite: "7" }) }, "not a Next.js project"],
    ["a broken package.json", { "package.json": "{" }, "package.json is not valid JSON"],
  ])("%s is told in a sentence", (_, files, message) => {
    expect(() => findNextApp(memoryTree(files))).toThrow(message);
  });
});

describe("the version that a project runs on", () => {
  test.each([
    ["what is installed", { "node_modules/next/package.json": '{"version":"14.2.3"}' }, "14.2.3"],
    [
      "npm's lock",
      { "package-lock.json": '"node_modules/next": {\n "version": "13.5.1"' },
      "13.5.1",
    ],
    ["pnpm's lock", { "pnpm-lock.yaml": "packages:\n\n  next@15.1.2:\n" }, "15.1.2"],
    ["yarn's lock", { "yarn.lock": '"next@^13.0.0":\n  version "13.4.19"\n' }, "13.4.19"],
    ["the newest of the range", {}, "13.999.999"],
  ])("%s", (_, files, expected) => {
    const tree = memoryTree({ "package.json": manifest({ next: "^13.1.6" }), ...files });
    const { major, minor, patch } = versionOf(tree, "", "next") ?? {};
    expect(`${major}.${minor}.${patch}`).toBe(expected);
  });
});

test("routes of both routers, with src/, groups and page extensions", () => {
  const project = readProject(
    memoryTree({
      "package.json": manifest({ next: "16.4.6" }),
      "next.config.mjs": 'export default { pageExtensions: ["page.tsx", "ts"] };',
      "src/pages/_app.page.tsx": "",
      "src/pages/blog/[slug]/index.page.tsx": "",
      "src/pages/blog/card.tsx": "",
      "src/pages/api/me.ts": "",
      "src/app/(site)/docs/[[...path]]/page.page.tsx": "",
    }),
  );
  expect(project.routes).toEqual([
    {
      pattern: "/api/me",
      file: "src/pages/api/me.ts",
      router: "pages",
      kind: "api",
      params: [],
    },
    {
      pattern: "/blog/[slug]",
      file: "src/pages/blog/[slug]/index.page.tsx",
      router: "pages",
      kind: "page",
      params: [{ name: "slug", kind: "one" }],
    },
    {
      pattern: "/docs/[[...path]]",
      file: "src/app/(site)/docs/[[...path]]/page.page.tsx",
      router: "app",
      kind: "page",
      params: [{ name: "path", kind: "optional-rest" }],
    },
  ]);
});

test("next.config is read, not run; comments do not count", () => {
  const read = (config: string) =>
    readProject(
      memoryTree({
        "package.json": manifest({ next: "16.4.6" }),
        "pages/index.js": "",
        "next.config.js": config,
      }),
    ).config;
  expect(read("// i18n: { locales: [] }\nmodule.exports = { cacheComponents: true };")).toEqual({
    file: "next.config.js",
    basePath: "",
    cacheComponents: true,
    trailingSlash: false,
    pageExtensions: ["tsx", "ts", "jsx", "js"],
  });
  expect(read("const { i18n } = require('./i18n');\nmodule.exports = {\n  i18n,\n};").i18n).toEqual(
    { line: 1 },
  );
  expect(read("export default { i18n: { locales: ['en'], defaultLocale: 'en' } };").i18n).toEqual({
    line: 1,
    onlyLocale: "en",
  });
});

test.each([
  ["const { i18n } = require('./next-i18next.config');\nmodule.exports = { i18n };\n", "en"],
  ['import { i18n } from "./next-i18next.config.js";\nexport default { i18n };\n', "en"],
  ["const { i18n } = require('./elsewhere');\nmodule.exports = { i18n };\n", undefined],
])("the one locale is read from the file that next.config has it from", (config, locale) => {
  const project = readProject(
    memoryTree({
      "package.json": '{ "dependencies": { "next": "16.4.6" } }',
      "next.config.js": config,
      "next-i18next.config.js":
        "module.exports = {\n  // locales: ['de']\n  i18n: { defaultLocale: 'en', locales: ['en'] },\n};\n",
      "pages/index.js": "",
    }),
  );
  expect(project.config.i18n?.onlyLocale).toBe(locale);
  expect(project.config.i18n).toBeDefined();
});

test("modules are resolved through aliases, extensions and folders", () => {
  const { graph } = readProject(
    memoryTree({
      "package.json": manifest({ next: "16.4.6" }),
      "tsconfig.json": '{ // aliases\n "compilerOptions": { "paths": { "@/*": ["./src/*"], }, }, }',
      "src/pages/index.tsx":
        'import { a } from "@/lib/a";\nimport type { T } from "../types";\nimport "./x.css";\nconst D = dynamic(() => import("../widget"));',
      "src/lib/a.ts": 'export * from "./b";',
      "src/lib/b/index.js": "",
      "src/types.ts": 'import "@/lib/never";',
      "src/widget.jsx": "",
      "src/pages/x.css": "",
    }),
  );
  expect([...graph.reach("src/pages/index.tsx")].sort()).toEqual([
    "src/lib/a.ts",
    "src/lib/b/index.js",
    "src/pages/index.tsx",
    "src/pages/x.css",
    "src/widget.jsx",
  ]);
});

test("a reference carries the offset of its quotes", () => {
  const text = "import a, { b } from './one';\nexport * as c from \"two\";\nimport 'three';";
  for (const { offset, specifier } of moduleReferences(text)) {
    expect(text.slice(offset + 1, offset + 1 + specifier.length)).toBe(specifier);
  }
  expect(moduleReferences(text)).toHaveLength(3);
});

test("relative specifiers", () => {
  expect(relativeSpecifier("app/a/[id]", "lib/db")).toBe("../../../lib/db");
  expect(relativeSpecifier("app", "app/client")).toBe("./client");
});

test("JSON with comments keeps what looks like one inside a string", () => {
  expect(parseJsonc('{ "a": "x//y,}", /* b */ "c": [1,], }')).toEqual({ a: "x//y,}", c: [1] });
});

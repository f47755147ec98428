import { describe, expect, test } from "vitest";
import { chainTo } from "../../../codemods/shared/flow/reach.ts";
import { reachOfPage } from "./project.ts";

/** The declarations that are reached, as `file:name`, without the page's own function. */
function reached(files: Readonly<Record<string, string>>): string[] {
  return [...reachOfPage(files).declarations]
    .map(({ module, name, member }) => `${module.file}:${name}${member ? `.${member}` : ""}`)
    .filter((text) => text !== "pages/page.ts:getServerSideProps")
    .sort();
}

const LIB = `import { read } from "session";
export async function load(ctx) { return inner(ctx); }
function inner(ctx) { return read(ctx.req); }
export function unused() { return other(); }
function other() {}
`;
const calls = (what: string): string =>
  `export async function getServerSideProps(ctx) { return ${what}; }`;

/** Every way from a page to \`load\` of lib/a.ts. */
const ways: readonly (readonly [string, Record<string, string>])[] = [
  [
    "a named import",
    { "pages/page.ts": `import { load } from "../lib/a";\n${calls("load(ctx)")}` },
  ],
  [
    "an import by another name",
    { "pages/page.ts": `import { load as get } from "../lib/a";\n${calls("get(ctx)")}` },
  ],
  ["a path alias", { "pages/page.ts": `import { load } from "~/lib/a";\n${calls("load(ctx)")}` }],
  ["a namespace", { "pages/page.ts": `import * as a from "../lib/a";\n${calls("a.load(ctx)")}` }],
  [
    "a barrel",
    {
      "pages/page.ts": `import { load } from "../lib";\n${calls("load(ctx)")}`,
      "lib/index.ts": 'export * from "./b";\nexport * from "./a";',
      "lib/b.ts": "export const b = 1;",
    },
  ],
  [
    "a re-export by another name",
    {
      "pages/page.ts": `import { get } from "../lib";\n${calls("get(ctx)")}`,
      "lib/index.ts": 'export { load as get } from "./a";',
    },
  ],
  [
    "an import that is exported again",
    {
      "pages/page.ts": `import { load } from "../lib";\n${calls("load(ctx)")}`,
      "lib/index.ts": 'import { load } from "./a";\nexport { load };',
    },
  ],
  [
    "a namespace that is exported",
    {
      "pages/page.ts": `import { a } from "../lib";\n${calls("a.load(ctx)")}`,
      "lib/index.ts": 'export * as a from "./a";',
    },
  ],
  [
    "a dynamic import, destructured",
    {
      "pages/page.ts": `export async function getServerSideProps(ctx) { const { load } = await import("../lib/a"); return load(ctx); }`,
    },
  ],
  [
    "a dynamic import, by member",
    { "pages/page.ts": calls('(await import("../lib/a")).load(ctx)') },
  ],
  ["require", { "pages/page.ts": `const { load } = require("../lib/a");\n${calls("load(ctx)")}` }],
  [
    "the page's export from elsewhere",
    {
      "pages/page.ts": 'export { getServerSideProps } from "../lib/gssp";',
      "lib/gssp.ts": `import { load } from "./a";\nexport const getServerSideProps = (ctx) => load(ctx);`,
    },
  ],
  [
    "an argument of a wrapper",
    {
      "pages/page.ts": `import { load } from "../lib/a";\nimport { wrap } from "wrapper";\nexport const getServerSideProps = wrap({ session: true })(load);`,
    },
  ],
];

describe("what getServerSideProps reaches", () => {
  test.each(ways)("by %s", (_, files) => {
    const found = reached({ "lib/a.ts": LIB, ...files });
    expect(found).toContain("lib/a.ts:load");
    expect(found).toContain("lib/a.ts:inner");
    expect(found).not.toContain("lib/a.ts:unused");
    expect(found).not.toContain("lib/a.ts:other");
  });

  test("one member of an object, and the whole of one that uses this", () => {
    const files = (object: string): Record<string, string> => ({
      "pages/page.ts": `import { api } from "../lib/api";\n${calls("api.get(ctx)")}`,
      "lib/api.ts": `${object}\nfunction a() {}\nfunction b() {}`,
    });
    expect(reached(files("export const api = { get: () => a(), set: () => b() };"))).toEqual([
      "lib/api.ts:a",
      "lib/api.ts:api.get",
    ]);
    expect(
      reached(files("export const api = { get() { this.set(); a(); }, set: () => b() };")),
    ).toEqual(["lib/api.ts:a", "lib/api.ts:api", "lib/api.ts:b"]);
  });

  test("a default export without a name, and CommonJS", () => {
    expect(
      reached({
        "pages/page.ts": `import load from "../lib/a";\n${calls("load(ctx)")}`,
        "lib/a.ts": "export default async (ctx) => helper(ctx);\nfunction helper() {}",
      }),
    ).toEqual(["lib/a.ts:default", "lib/a.ts:helper"]);
    expect(
      reached({
        "pages/page.ts": `import { load } from "../lib/a";\n${calls("load(ctx)")}`,
        "lib/a.js": "function load() {}\nfunction no() {}\nmodule.exports = { load, no };",
      }),
    ).toEqual(["lib/a.js:default.load", "lib/a.js:load"]);
  });

  test("statements that act on what is reached when its module loads", () => {
    expect(
      reached({
        "pages/page.ts": `import { handler } from "../lib/a";\n${calls("handler(ctx)")}`,
        "lib/a.ts":
          "export const handler = make();\nhandler.use(auth);\nfunction make() {}\nfunction auth() {}",
      }),
    ).toEqual(["lib/a.ts:auth", "lib/a.ts:handler", "lib/a.ts:make"]);
  });

  test("packages, with the imported names and the place", () => {
    const { packages } = reachOfPage({
      "pages/page.ts": `import { load } from "../lib/a";\n${calls("load(ctx)")}`,
      "lib/a.ts": LIB,
    });
    expect(
      packages.map(({ specifier, name, by, edge }) => [specifier, name, by.name, edge.line]),
    ).toEqual([["session", "read", "inner", 3]]);
  });

  test("types are not followed", () => {
    expect(
      reached({
        "pages/page.ts": `import { Props, load } from "../lib/a";\nexport async function getServerSideProps(ctx): Promise<Props> { return { props: {} }; }`,
        "lib/a.ts": `${LIB}export interface Props {}`,
      }),
    ).toEqual([]);
  });

  test("circles end, and the way to a declaration is the shortest", () => {
    const files = {
      "pages/page.ts": `import { a } from "../lib/a";\n${calls("a(ctx)")}`,
      "lib/a.ts": 'import { b } from "./b";\nexport function a() {\n  return b();\n}',
      "lib/b.ts": 'import { a } from "./a";\nexport function b() { return a(); }',
    };
    const reach = reachOfPage(files);
    const target = [...reach.declarations].find(({ name }) => name === "b");
    expect(reached(files)).toEqual(["lib/a.ts:a", "lib/b.ts:b"]);
    expect(
      target && chainTo(reach, target).map(({ by, edge }) => `${by.module.file}:${edge.line}`),
    ).toEqual(["pages/page.ts:2", "lib/a.ts:3"]);
  });
});

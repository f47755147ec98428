import { describe, expect, test } from "vitest";
import { bridgeObstacles } from "../../src/migrate/pages/bridge-obstacles.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";

/** The reasons that keep /page in pages/. */
function reasonsOf(files: Readonly<Record<string, string>>): ReturnType<typeof bridgeObstacles> {
  const project = readProject(
    memoryTree({ "package.json": '{ "dependencies": { "next": "16.0.0" } }', ...files }),
  );
  const route = project.routes.find(({ pattern }) => pattern === "/page");
  if (!route) throw new Error("no route /page");
  return bridgeObstacles(project, route);
}

const codes = (files: Readonly<Record<string, string>>): string[] =>
  reasonsOf(files).map(({ code, file, line }) => `${code} ${file}:${line}`);

const page = (imports: string, body: string): Record<string, string> => ({
  "pages/page.js": `${imports}\nexport const getServerSideProps = async (ctx) => {\n${body}\nreturn { props: {} }; };\nexport default function Page() {}`,
});

test("a page that only reads has no obstacle", () => {
  expect(
    codes({
      ...page(
        'import { getServerSession } from "next-auth/next";',
        "await getServerSession(ctx.req, ctx.res, {}); ctx.res.setHeader('Cache-Control', 'no-store');",
      ),
    }),
  ).toEqual([]);
});

test("a write is told with the way to it", () => {
  const [reason] = reasonsOf({
    ...page('import { guard } from "../lib/guard";', "await guard(ctx);"),
    "lib/guard.js":
      'import nookies from "nookies";\nexport function guard(ctx) {\n  nookies.set(ctx, "a", "1");\n}',
  });
  expect(reason).toEqual({
    code: "cookie-write",
    message:
      '`nookies.set(ctx, "a", "1")` sets or removes a cookie, which a server component cannot do (reached from pages/page.js:3).',
    file: "lib/guard.js",
    line: 3,
  });
});

test("what the bridge can carry is none: a redirect by the response, and caching", () => {
  const carried =
    'ctx.res.setHeader("Cache-Control", "no-store"); ctx.res.writeHead(307, { Location: "/" }); ctx.res.end();';
  expect(codes(page("", carried))).toEqual([]);
  expect(codes(page("", "ctx.res.statusCode = 404;"))).toEqual(["response-write pages/page.js:3"]);
});

test("work that waits for the answer to be sent would never be done", () => {
  const later = {
    ...page('import { touch } from "../lib/touch";', "touch(ctx.req, ctx.res);"),
    "lib/touch.js":
      'export function touch(req, res) {\n  res.once("close", () => store.touch(req.cookies.sid));\n  bus.on("close", () => {});\n}',
  };
  expect(codes(later)).toEqual(["response-event lib/touch.js:2"]);
  expect(codes(page("", 'ctx.req.on("aborted", stop);'))).toEqual([
    "response-event pages/page.js:3",
  ]);
});

test("getSession of next-auth/react runs on the server in version 4, and not in 5", () => {
  const imports = 'import { getSession } from "next-auth/react";';
  const withVersion = (version: string, files: Record<string, string>): string[] =>
    codes({
      "package.json": JSON.stringify({ dependencies: { next: "16.0.0", "next-auth": version } }),
      ...files,
    });
  const calling = page(imports, "await getSession(ctx);");
  expect(withVersion("4.24.15", calling)).toEqual([]);
  expect(withVersion("4.10.3", calling)).toEqual(["client-package pages/page.js:3"]);
  expect(withVersion("5.0.0-beta.30", calling)).toEqual(["client-package pages/page.js:3"]);
  const only = page(`${imports}\nexport const unused = () => getSession();`, "");
  expect(withVersion("5.0.0-beta.30", only)).toEqual([]);
});

test("a function that cannot be found keeps its page", () => {
  expect(codes({ "pages/page.js": 'export { getServerSideProps } from "shared-pages";' })).toEqual([
    "flow-unknown pages/page.js:1",
  ]);
  expect(
    codes({
      ...page('import { load } from "../lib/load";', "await load();"),
      "lib/load.js": "const = ;",
    }),
  ).toEqual(["flow-unread pages/page.js:3"]);
});

test("tokens that Supabase renews have to reach the visitor, by the middleware at least", () => {
  const files = page(
    'import { createPagesServerClient } from "@supabase/auth-helpers-nextjs";',
    "await createPagesServerClient(ctx).auth.getSession();",
  );
  expect(codes(files)).toEqual(["session-renewal pages/page.js:3"]);
  const middleware =
    'import { createMiddlewareClient } from "@supabase/auth-helpers-nextjs";\nexport const middleware = createMiddlewareClient;';
  expect(codes({ ...files, "middleware.js": middleware })).toEqual([]);
});

describe("packages are looked at where they are installed", () => {
  const files = page('import { load } from "kit";', "await load();");
  const kit = (json: object, sources: Record<string, string>): Record<string, string> => ({
    ...files,
    "node_modules/kit/package.json": JSON.stringify(json),
    ...Object.fromEntries(
      Object.entries(sources).map(([path, text]) => [`node_modules/kit/${path}`, text]),
    ),
  });
  const CONTEXT = 'var React = require("react"); exports.c = React.createContext(null);';

  test.each([
    ["not installed", files, []],
    [
      "not installed, and known for the browser",
      page('import { Box } from "@mui/material";', "Box;"),
      ["client-package pages/page.js:1"],
    ],
    ["a plain one", kit({ main: "index.js" }, { "index.js": "exports.load = 1;" }), []],
    [
      "a context made by the entry",
      kit({ main: "lib/main.js" }, { "lib/main.js": CONTEXT }),
      ["client-package pages/page.js:1"],
    ],
    [
      "a context made by a file below the entry",
      kit({ main: "./a.js" }, { "a.js": 'require("./b")', "b.js": CONTEXT }),
      ["client-package pages/page.js:1"],
    ],
    [
      "one that asks first whether React has it",
      kit(
        { main: "a.js" },
        {
          "a.js":
            'require("react"); var c = (x = React.createContext) === null ? void 0 : x.call(React, 1);',
        },
      ),
      [],
    ],
    [
      "a context that is not React's",
      kit({ main: "a.js" }, { "a.js": "exports.load = createContext({});" }),
      [],
    ],
    [
      "an entry behind use client, which is called",
      kit({ exports: { ".": { import: "./a.mjs" } } }, { "a.mjs": '"use client";\nexport {};' }),
      ["client-package pages/page.js:3"],
    ],
    [
      "a file of its own for the server side",
      kit(
        { exports: { ".": { "react-server": "./s.js", default: "./a.js" } } },
        { "s.js": "exports.load = 1;", "a.js": CONTEXT },
      ),
      [],
    ],
    [
      "a client module inside, which is a boundary",
      kit({ main: "a.js" }, { "a.js": 'require("./b")', "b.js": `"use client";\n${CONTEXT}` }),
      [],
    ],
  ])("%s", (_, project, expected) => {
    expect(codes(project)).toEqual(expected);
  });
});

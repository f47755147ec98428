import { expect, test } from "vitest";
import { reachOf } from "../../../codemods/shared/flow/reach.ts";
import { responseWrites } from "../../../codemods/shared/flow/response-writes.ts";
import { graphOf } from "./project.ts";

/** `kind file:line` of everything that the page may write. */
function writes(page: string, files: Readonly<Record<string, string>> = {}): string[] {
  const graph = graphOf({ "pages/page.ts": page, ...files });
  const reach = reachOf(graph, "pages/page.ts", "getServerSideProps");
  return responseWrites(graph, reach).map(({ kind, file, line }) => `${kind} ${file}:${line}`);
}

/** A function that does one thing, in line 2; `imports` is line 1. */
const doing = (line: string, imports = ""): string =>
  `${imports}\nexport async function getServerSideProps(ctx) { ${line} return { props: {} }; }`;

/** What is done, and the kinds of write that it is. */
const inline: readonly (readonly [string, string, string, string[]])[] = [
  ["a cookie by header", 'ctx.res.setHeader("Set-Cookie", "a=1");', "", ["cookie"]],
  ["another header", 'ctx.res.setHeader("X-A", "1");', "", ["header"]],
  ["a header by a name that is not known", "ctx.res.setHeader(ctx.query.name, 1);", "", ["header"]],
  ["Cache-Control", 'ctx.res.setHeader("Cache-Control", "no-store");', "", ["cache"]],
  ["the status", "ctx.res.statusCode = 404;", "", ["status"]],
  ["a body", 'ctx.res.write("a"); ctx.res.end();', "", ["body", "body"]],
  ["a stream", "feed.pipe(ctx.res);", 'import feed from "feed";', ["body"]],
  [
    "a redirect",
    'ctx.res.writeHead(302, { Location: "/login" }); ctx.res.end();',
    "",
    ["redirect", "redirect"],
  ],
  [
    "a redirect in one",
    'ctx.res.writeHead(302, { Location: "/" }).end();',
    "",
    ["redirect", "redirect"],
  ],
  ["a head that is none", "ctx.res.writeHead(404); ctx.res.end();", "", ["status", "body"]],
  [
    "a body after a redirect's head",
    'ctx.res.writeHead(302, { Location: "/" }); ctx.res.end("x");',
    "",
    ["redirect", "body"],
  ],
  ["a destructured response", "const { res: r } = ctx; r.statusCode = 500;", "", ["status"]],
  ["nookies", 'setCookie(ctx, "a", "1");', 'import { setCookie } from "nookies";', ["cookie"]],
  [
    "nookies by its default",
    'nookies.destroy(ctx, "a");',
    'import nookies from "nookies";',
    ["cookie"],
  ],
  [
    "nookies by another name",
    'drop(ctx, "a");',
    'import { destroyCookie as drop } from "nookies";',
    ["cookie"],
  ],
  [
    "cookies-next",
    'setCookie("a", "1", ctx);',
    'import { setCookie } from "cookies-next";',
    ["cookie"],
  ],
  [
    "cookies",
    'new Cookies(ctx.req, ctx.res).set("a", "1");',
    'import Cookies from "cookies";',
    ["cookie", "passed"],
  ],
  ["a stored session", "await ctx.req.session.save();", "", ["session"]],
  ["a field of the session", "ctx.req.session.views = 1;", "", ["session"]],
  ["a field that goes", "delete ctx.req.session.user;", "", ["session"]],
  ["the end of a session", "ctx.req.session = null;", "", ["session"]],
  [
    "iron-session",
    "const s = await getIronSession(ctx.req, ctx.res, {}); s.n = 1; await s.save();",
    'import { getIronSession } from "iron-session";',
    ["session"],
  ],
  ["Supabase", "await client.auth.signOut();", 'import { client } from "./client";', ["session"]],
  ["passport", "ctx.req.logout();", "", ["session"]],
  [
    "the response in strange hands",
    "await session(ctx.req, ctx.res);",
    'import session from "express-session";',
    ["passed"],
  ],
  ["the context in strange hands", "await run(ctx);", 'import { run } from "strange";', ["passed"]],
  [
    "a method of a package's object",
    "const handler = nextConnect(); await handler.run(ctx.req, ctx.res);",
    'import nextConnect from "next-connect";',
    ["passed"],
  ],
];

test.each(inline)("%s is found", (_, line, imports, kinds) => {
  expect(writes(doing(line, imports))).toEqual(kinds.map((kind) => `${kind} pages/page.ts:2`));
});

/** Things that are no write of the project, however much they look like one. */
const harmless: readonly (readonly [string, string, string])[] = [
  [
    "reading next-auth's session",
    "const s = await getServerSession(ctx.req, ctx.res, {}); s.user.name = 1;",
    'import { getServerSession } from "next-auth";',
  ],
  [
    "reading iron-session",
    "const s = await getIronSession(ctx.req, ctx.res, {}); s.user = 1;",
    'import { getIronSession } from "iron-session";',
  ],
  ["reading nookies", "parseCookies(ctx).a;", 'import { parseCookies } from "nookies";'],
  [
    "the answer of a fetch",
    'const res = await fetch("/a"); const b = await res.json(); res.headers.append("a", "b");',
    "",
  ],
  ["a map", 'const map = new Map(); map.set("a", 1); map.delete("a");', ""],
  [
    "a row of a database",
    "const row = await db.find(ctx.query.id); row.name = 1; await row.save();",
    'import db from "db";',
  ],
  [
    "a pool that is closed",
    "const pool = new Pool(); await pool.end();",
    'import { Pool } from "pg";',
  ],
  [
    "the params of a query",
    'const p = new URLSearchParams(ctx.query); p.append("a", "b"); p.set("a", "b");',
    "",
  ],
  [
    "the session of a variable",
    "const session = await load(ctx.params.id); session.views = 1;",
    'import { load } from "./load";',
  ],
  [
    "cookies-next in the browser",
    'setCookie("a", "1");',
    'import { setCookie } from "cookies-next";',
  ],
  ["the request alone", "await locale(ctx.req);", 'import locale from "locale";'],
];

test.each(harmless)("%s is no write", (_, line, imports) => {
  expect(writes(doing(line, imports))).toEqual([]);
});

test("the response is followed into helpers, by whatever name", () => {
  const files = {
    "lib/a.ts": `export function answer(r, code) {
  r.statusCode = code;
}
export const other = { answer(target) {
  target.setHeader("X-A", "1");
} };`,
  };
  const imports = 'import { answer, other } from "../lib/a";';
  expect(writes(doing("answer(ctx.res, 404);", imports), files)).toEqual(["status lib/a.ts:2"]);
  expect(writes(doing("other.answer(ctx.res);", imports), files)).toEqual(["header lib/a.ts:5"]);
  expect(writes(doing("answer(new Thing(), 404);", imports), files)).toEqual([]);
  expect(writes(doing("", imports), files)).toEqual([]);
});

test("the context is followed through wrappers of the project", () => {
  const page = `import { withUser } from "../lib/with-user";
export const getServerSideProps = withUser(async (c, user) => {
  c.res.statusCode = 500;
  user.end("a");
  return { props: {} };
});`;
  const files = {
    "lib/with-user.ts": `import { getServerSession } from "next-auth";
export function withUser(handler) {
  return async (context) => {
    const session = await getServerSession(context.req, context.res, {});
    if (!session) context.res.setHeader("Set-Cookie", "seen=1");
    return handler(context, { ...session });
  };
}`,
  };
  expect(writes(page, files)).toEqual(["status pages/page.ts:3", "cookie lib/with-user.ts:5"]);
});

test("the context is followed through wrappers of a package", () => {
  const page = `import { withIronSessionSsr } from "iron-session/next";
export const getServerSideProps = withIronSessionSsr(async ({ req, res: answer }) => {
  req.session.destroy();
  answer.statusCode = 500;
  return { props: {} };
}, {});`;
  expect(writes(page)).toEqual(["session pages/page.ts:3", "status pages/page.ts:4"]);
});

test("a helper's result is followed back to the session", () => {
  const page = doing(
    "const s = await sessionOf(ctx); s.views = 1; await s.save();",
    'import { sessionOf } from "../lib/s";',
  );
  const files = {
    "lib/s.ts": `import { getIronSession } from "iron-session";
export const sessionOf = ({ req, res }) => getIronSession(req, res, {});`,
  };
  expect(writes(page, files)).toEqual(["session pages/page.ts:2", "session pages/page.ts:2"]);
});

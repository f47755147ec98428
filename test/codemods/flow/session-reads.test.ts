import { expect, test } from "vitest";
import { reachOf } from "../../../codemods/shared/flow/reach.ts";
import { sessionReads } from "../../../codemods/shared/flow/session-reads.ts";
import { graphOf } from "./project.ts";

/** `what line` of everything below the page that reads a session. */
function reads(page: string, files: Readonly<Record<string, string>> = {}): string[] {
  const graph = graphOf({ "pages/page.ts": page, ...files });
  const reach = reachOf(graph, "pages/page.ts", "getServerSideProps");
  return sessionReads(graph, reach).map(({ what, file, line }) => `${what} ${file}:${line}`);
}

const doing = (line: string, imports = ""): string =>
  `${imports}\nexport async function getServerSideProps(ctx) {\n${line}\nreturn { props: {} }; }`;

const inline: readonly (readonly [string, string, string])[] = [
  [
    "getServerSession of next-auth",
    "getServerSession(ctx.req, ctx.res, {});",
    'import { getServerSession } from "next-auth";',
  ],
  [
    "getToken of next-auth/jwt",
    "read({ req: ctx.req });",
    'import { getToken as read } from "next-auth/jwt";',
  ],
  [
    "getAuth of @clerk/nextjs/server",
    "getAuth(ctx.req);",
    'import { getAuth } from "@clerk/nextjs/server";',
  ],
  ["jsonwebtoken", "jwt.verify(a, b);", 'import jwt from "jsonwebtoken";'],
  ["verify of jsonwebtoken", "jwt.verify(a, b);", 'import * as jwt from "jsonwebtoken";'],
  ["nookies", "nookies.get(ctx);", 'import nookies from "nookies";'],
  [
    "getUserSession of @acme/auth",
    "getUserSession(ctx);",
    'import { getUserSession } from "@acme/auth";',
  ],
  ["cookies of the request", "ctx.req.cookies.token;", ""],
  ["cookies of the request", "const { cookies: jar } = ctx.req;", ""],
  ["cookies of the request", "const { req: { cookies: { token } } } = ctx;", ""],
  ["authorization of the request", "ctx.req.headers.authorization;", ""],
  ["cookie of the request", "const { cookie } = ctx.req.headers;", ""],
  ["headers of the request", "fetch(url, { headers: ctx.req.headers });", ""],
  [
    "verifySessionCookie",
    "await admin.auth().verifySessionCookie(a);",
    'import admin from "firebase-admin";',
  ],
];

test.each(inline)("%s: %s", (what, line, imports) => {
  expect(reads(doing(line, imports))).toEqual([`${what} pages/page.ts:3`]);
});

test.each([
  ["signing a token", "jwt.sign({}, secret);", 'import jwt from "jsonwebtoken";'],
  ["another header", 'ctx.req.headers.host; ctx.req.headers["user-agent"];', ""],
  ["a header that is taken out", "const { host } = ctx.req.headers;", ""],
  ["what a fetch answered", "const res = await fetch(url); res.headers; res.cookies;", ""],
  [
    "the database of Firebase",
    'admin.firestore().collection("a");',
    'import admin from "firebase-admin";',
  ],
  [
    "the name of a package's other function",
    "makeRoute(ctx);",
    'import { makeRoute } from "@acme/auth";',
  ],
])("%s is no read", (_, line, imports) => {
  expect(reads(doing(line, imports))).toEqual([]);
});

test("a reader in a file counts where it is reached, and only there", () => {
  const files = {
    "lib/auth.ts": `import { getServerSession } from "next-auth";
export const user = (ctx) => getServerSession(ctx.req, ctx.res, {});
export const title = () => "Title";
export const tokenOf = (request) => request.cookies.token;`,
  };
  const imports = 'import { title, tokenOf, user } from "../lib/auth";';
  expect(reads(doing("title();", imports), files)).toEqual([]);
  expect(reads(doing("await user(ctx);", imports), files)).toEqual([
    "getServerSession of next-auth lib/auth.ts:2",
  ]);
  expect(reads(doing("tokenOf(ctx.req);", imports), files)).toEqual([
    "cookies of the request lib/auth.ts:4",
  ]);
});

test("an instance of a library is a reader, wherever it was made", () => {
  const files = {
    "lib/auth.ts":
      'import NextAuth from "next-auth";\nexport const { auth, signIn } = NextAuth({});',
  };
  const page = doing("await auth(ctx);", 'import { auth } from "../lib/auth";');
  expect(reads(page, files)).toEqual(["next-auth lib/auth.ts:2"]);
});

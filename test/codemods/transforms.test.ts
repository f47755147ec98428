import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import apiSessionToRouteHandler from "../../codemods/api-session-to-route-handler.ts";
import appShellToLayout from "../../codemods/app-shell-to-layout.ts";
import gsspSessionToAppRouter from "../../codemods/gssp-session-to-app-router.ts";
import nextRouterToNavigation from "../../codemods/next-router-to-navigation.ts";

let root: string;
let reports: string[];
const api = { report: (message: string) => reports.push(message.replace(`${root}/`, "")) };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "codemods-"));
  reports = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, source: string): { path: string; source: string } {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, source);
  return { path: full, source };
}

const guarded = `import { getServerSession } from "next-auth/next";
import { authOptions } from "../lib/auth";

export async function getServerSideProps({ req, res }) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { notFound: true };
  return { props: {} };
}

export default function Members() {
  return <p>Members</p>;
}
`;

test("one page alone: two files, and the page is gone", () => {
  put("package.json", '{ "dependencies": { "next": "15.1.0" } }');
  const file = put("src/pages/members.js", guarded);
  expect(gsspSessionToAppRouter(file, api)).toBeUndefined();
  expect(existsSync(file.path)).toBe(false);
  expect(readFileSync(join(root, "src/app/members/page.js"), "utf8")).toContain("notFound();");
  expect(readFileSync(join(root, "src/app/members/client.js"), "utf8")).toContain('"use client"');
});

test("with --dry it only reports", () => {
  put("package.json", "{}");
  const file = put("pages/members.js", guarded);
  gsspSessionToAppRouter(file, api, { dry: true });
  expect(reports).toEqual(["pages/members.js: app/members/page.js and app/members/client.js"]);
  expect(existsSync(file.path)).toBe(true);
  expect(existsSync(join(root, "app"))).toBe(false);
});

test("a page that is not understood is reported with its line, and left", () => {
  put("package.json", "{}");
  const file = put(
    "pages/members.js",
    guarded.replace("if (!session)", "await log(req);\n  if (!session)"),
  );
  gsspSessionToAppRouter(file, api);
  expect(reports[0]).toContain("pages/members.js:6: left (request-use)");
  expect(existsSync(file.path)).toBe(true);
});

test("a file that is there already is never replaced", () => {
  put("package.json", "{}");
  put("app/members/page.js", "mine");
  expect(() => gsspSessionToAppRouter(put("pages/members.js", guarded), api)).toThrow("EEXIST");
  expect(readFileSync(join(root, "app/members/page.js"), "utf8")).toBe("mine");
  expect(existsSync(join(root, "pages/members.js"))).toBe(true);
});

test("a component alone: the new text, or nothing", () => {
  const source = `import { useRouter } from 'next/router'\nexport const Back = () => { const r = useRouter(); return <a onClick={() => r.back()} /> }\n`;
  expect(nextRouterToNavigation({ path: "back.tsx", source }, api)).toBe(
    source.replace("next/router", "next/navigation"),
  );
  const asPath = source.replace("r.back()", "r.asPath");
  expect(nextRouterToNavigation({ path: "back.tsx", source: asPath }, api)).toBeUndefined();
  expect(reports[0]).toContain("back.tsx:2: left (router-property)");
});

test("_app alone: the layout and its providers", () => {
  const source = `import { SessionProvider } from "next-auth/react";
import "../styles/site.css";

export default function App({ Component, pageProps }) {
  return (
    <SessionProvider session={pageProps.session}>
      <Component {...pageProps} />
    </SessionProvider>
  );
}
`;
  appShellToLayout(put("pages/_app.jsx", source), api);
  expect(readFileSync(join(root, "app/layout.jsx"), "utf8")).toContain(
    'import "../styles/site.css";',
  );
  expect(readFileSync(join(root, "app/providers.jsx"), "utf8")).toContain("{children}");
  expect(existsSync(join(root, "pages/_app.jsx"))).toBe(true);
});

const leaving = (element: string, body = 'return router.push("/login");') =>
  `import { useRouter } from "next/router";\nexport default function Leave() {\n  const router = useRouter();\n  return <${element} onClick={async () => { ${body} }} />;\n}\n`;

test("a navigation that an event handler of an element returns is nobody's result", () => {
  const file = put("components/leave.jsx", leaving("button"));
  expect(nextRouterToNavigation(file, api)).toContain('from "next/navigation"');
});

test.each([
  ["a component may wait for it", leaving("Button")],
  ["a function inside may use it", leaving("button", "all(() => { return router.push('/'); });")],
])("a navigation that is returned elsewhere is a result: %s", (_, source) => {
  expect(nextRouterToNavigation(put("components/leave.jsx", source), api)).toBeUndefined();
  expect(reports.join()).toContain("The result of a navigation is used");
});

const me = `import { getServerSession } from "next-auth/next";
import { authOptions } from "../../lib/auth";

export default async function handler(req, res) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return res.status(401).end();
  return res.json({ name: session.user.name });
}
`;

test("one API route alone: a route handler, and the API route is gone", () => {
  put("package.json", '{ "dependencies": { "next": "15.1.0" } }');
  const file = put("pages/api/me.js", me);
  expect(apiSessionToRouteHandler(file, api)).toBeUndefined();
  expect(existsSync(file.path)).toBe(false);
  const text = readFileSync(join(root, "app/api/me/route.js"), "utf8");
  expect(text).toContain("if (!session) return new NextResponse(null, { status: 401 });");
  expect(text).toContain('from "../../../lib/auth"');
});

test("an API route that takes more than one file, or that is not understood, is left", () => {
  put("package.json", "{}");
  for (const [name, source, why] of [
    ["query", me.replace("session.user.name", "req.query.id"), "whole-project"],
    ["shared", `${me}export const a = 1;\n`, "whole-project"],
    ["late", me.replace("return res.status", "res.status"), "response-continues"],
  ] as const) {
    const file = put(`pages/api/${name}.js`, source);
    apiSessionToRouteHandler(file, api);
    expect(reports.at(-1)).toContain(why);
    expect(existsSync(file.path)).toBe(true);
  }
  const page = put("pages/members.js", guarded);
  apiSessionToRouteHandler(page, api);
  expect(reports.at(-1)).toBe("pages/members.js: left, it stands in no pages/api folder");
});

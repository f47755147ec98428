import { describe, expect, test } from "vitest";
import { migrateProject } from "../../src/migrate/migrate.ts";
import type { MigrateOptions } from "../../src/migrate/types.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";
import { applied, type Files } from "./fixture.ts";

const PAGE = "export default function Page() { return <p>Members</p>; }\n";
const WRAPPED = `import { withUser } from "../lib/with-user";\nexport const getServerSideProps = withUser(async () => ({ props: {} }));\n${PAGE}`;
/** A wrapper in a form that is not understood: nobody takes the first of one. */
const WRAPPER = `import { getServerSession } from "next-auth/next";
import { authOptions } from "./auth";
export const withUser = (load) => async (context) => {
  const session = await getServerSession(context.req, context.res, authOptions);
  return session ? [load(context)][0] : { notFound: true };
};
`;

const project = (files: Files = {}): Files => ({
  "package.json": JSON.stringify({
    dependencies: { next: "16.4.6", "next-auth": "4.24.15", react: "19.3.1" },
  }),
  "lib/auth.js": "export const authOptions = { providers: [] };\n",
  "lib/with-user.js": WRAPPER,
  "pages/members.jsx": WRAPPED,
  ...files,
});

function migrated(files: Files, options: MigrateOptions = {}) {
  const { changeSet, routes } = migrateProject(readProject(memoryTree(files)), options);
  const members = routes.find(({ route }) => route === "/members");
  const reasons = members?.reasons.map(({ code, file, line }) => `${code} ${file}:${line}`);
  return { files: applied(files, changeSet), verdict: members?.verdict, reasons };
}

test("a wrapped page is bridged, for the reason that it is wrapped", () => {
  const { verdict, reasons, files } = migrated(project());
  expect([verdict, reasons]).toEqual(["bridge", ["wrapped pages/members.jsx:2"]]);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([
      "app/_compat/server-side-props.jsx",
      "app/members/client.jsx",
      "app/members/page.jsx",
      "app/members/server-side-props.jsx",
    ]),
  );
});

/** The line after which the page's function reaches something stands in the wrapper's file, line 5. */
const inWrapper = (line: string): Files => ({
  "lib/with-user.js": WRAPPER.replace("  return session", `  ${line}\n  return session`),
});

describe("a page stays in pages/ where the code below its getServerSideProps", () => {
  test.each([
    ["cookie-write", "context.res.setHeader('Set-Cookie', 'a=b');"],
    ["session-write", "context.req.session.seen = true;"],
    ["response-write", "context.res.statusCode = 403;"],
    ["response-write", "context.res.write('a');"],
    ["response-write", "context.res.setHeader('X-Seen', '1');"],
    ["request-socket", "log(context.req.socket.remoteAddress);"],
    ["preview-data", "if (context.previewData) return load(context);"],
  ])("%s: %s", (code, line) => {
    const { verdict, reasons } = migrated(project(inWrapper(line)));
    expect([verdict, reasons]).toEqual(["left", [`${code} lib/with-user.js:5`]]);
  });

  test("stands in a module of the browser", () => {
    const files = project({ "lib/with-user.js": `'use client';\n${WRAPPER}` });
    expect(migrated(files)).toMatchObject({
      verdict: "left",
      reasons: ["client-module pages/members.jsx:2"],
    });
  });

  test("does so in the page itself, at the page's own line", () => {
    const text = WRAPPED.replace(
      "async () => ({ props: {} })",
      "async ({ res }) =>\n  res.setHeader('Set-Cookie', 'a=b') && { props: {} }",
    );
    const { verdict, reasons } = migrated(project({ "pages/members.jsx": text }));
    expect([verdict, reasons]).toEqual(["left", ["cookie-write pages/members.jsx:3"]]);
  });

  test("needs a module for its effects that is for the browser", () => {
    const text = `import "../lib/chart-setup";\n${WRAPPED}`;
    const files = (setup: string) =>
      project({ "pages/members.jsx": text, "lib/chart-setup.js": setup });
    expect(migrated(files('import { Component } from "react";\n')).reasons).toEqual([
      "client-module pages/members.jsx:1",
    ]);
    const { verdict, files: after } = migrated(files("globalThis.started = true;\n"));
    expect(verdict).toBe("bridge");
    expect(after["app/members/server-side-props.jsx"]).toContain('import "../../lib/chart-setup";');
  });

  test("reads an address that next.config changes", () => {
    const files = project({
      ...inWrapper("log(context.resolvedUrl);"),
      "next.config.js": "module.exports = { trailingSlash: true };\n",
    });
    expect(migrated(files).reasons).toEqual(["context-use lib/with-user.js:5"]);
  });

  test("redirects past the basePath", () => {
    const line =
      "if (!session) return { redirect: { destination: '/', permanent: false, basePath: false } };";
    const config = "module.exports = { basePath: '/club' };\n";
    expect(migrated(project(inWrapper(line))).verdict).toBe("bridge");
    const files = project({ ...inWrapper(line), "next.config.js": config });
    expect(migrated(files).reasons).toEqual(["base-path lib/with-user.js:5"]);
  });
});

test("what the component alone reaches is no matter of getServerSideProps", () => {
  const text = `import { setCookie } from "../lib/cookie";\n${WRAPPED}`.replace(
    "<p>",
    "<p onClick={() => setCookie('a')}>",
  );
  const files = project({
    "pages/members.jsx": text,
    "lib/cookie.js": "export const setCookie = (name) => { document.cookie = name; };\n",
  });
  expect(migrated(files).verdict).toBe("bridge");
});

test("a header that only says how long to cache does not keep a page", () => {
  const line = "context.res.setHeader('Cache-Control', 'no-store');";
  expect(migrated(project(inWrapper(line))).verdict).toBe("bridge");
});

test("a rewritten page imports on the server only what can be imported there", () => {
  const files = project({
    "pages/members.jsx": `import { getServerSession } from "next-auth/next";
import { authOptions } from "./api/auth/[...nextauth]";
import { findMembers } from "../lib/members";

export async function getServerSideProps({ req, res }) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  return { props: { members: await findMembers() } };
}

export default function Members({ members }) {
  return <p>{members}</p>;
}
`,
    "lib/members.js":
      'import { useState } from "react";\nexport const findMembers = async () => [];\nexport const useMembers = () => useState([]);\n',
  });
  const { verdict, reasons } = migrated(files, { style: "native" });
  expect([verdict, reasons]).toEqual(["left", ["client-api lib/members.js:1"]]);
});

test.each([
  "if (!session) { context.res.writeHead(302, { Location: '/' }); context.res.end(); return { props: {} }; }",
  "if (!session) return { redirect: { destination: '/', statusCode: 302 } };",
])("a redirect of another number does not keep a page: %s", (line) => {
  expect(migrated(project(inWrapper(line))).verdict).toBe("bridge");
});

test("below Next 13.5 the module does without permanentRedirect", () => {
  const files = project();
  const old = {
    ...files,
    "package.json": (files["package.json"] ?? "").replace("16.4.6", "13.4.19"),
  };
  const { verdict, files: after } = migrated(old);
  const module = "app/_compat/server-side-props.jsx";
  expect(verdict).toBe("bridge");
  expect(after[module]).toContain("import { notFound, redirect } from");
  expect(after[module]).not.toContain("permanentRedirect");
  expect(migrated(files).files[module]).toContain("permanentRedirect(destination)");
});

describe("the module that runs them", () => {
  const file = "app/_compat/server-side-props.jsx";
  const two = project({ "pages/team.jsx": WRAPPED });

  test("is used again by pages that follow later", () => {
    const once = migrated(two, { only: ["/members"] }).files;
    expect(once["pages/team.jsx"]).toBe(WRAPPED);
    const twice = migrated(once).files;
    expect(twice["app/team/page.jsx"]).toContain("../_compat/server-side-props");
    expect(twice[file]).toBe(once[file]);
  });

  test("does not replace a file that is something else", () => {
    const { verdict, reasons } = migrated({ ...two, [file]: "export const mine = 1;\n" });
    expect([verdict, reasons]).toEqual(["left", [`file-exists ${file}:1`]]);
  });

  test("is not written where no page is bridged", () => {
    const { files, verdict } = migrated(two, { style: "native" });
    expect([verdict, files]).toEqual(["left", two]);
  });

  test("holds no types in a project without TypeScript, and all of them in one with it", () => {
    expect(migrated(two).files[file]).not.toMatch(/\binterface\b|: Promise<|\bprivate\b/);
    const { files } = migrated({ ...two, "tsconfig.json": "{}" });
    expect(files["app/_compat/server-side-props.tsx"]).toContain("interface ServerSidePage");
  });
});

test("--style bridge bridges what could be rewritten as well", () => {
  const text = `import { getServerSession } from "next-auth/next";
import { authOptions } from "../lib/auth";
export async function getServerSideProps({ req, res }) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  return { props: {} };
}
${PAGE}`;
  const files = project({ "pages/members.jsx": text });
  expect(migrated(files).verdict).toBe("native");
  const { verdict, reasons } = migrated(files, { style: "bridge" });
  expect([verdict, reasons]).toEqual(["bridge", ["bridge-asked-for pages/members.jsx:1"]]);
});

test("a session that may reach a SessionProvider keeps a page that shows it", () => {
  const app = `import { SessionProvider } from "next-auth/react";
export default function App({ Component, pageProps: { session, ...pageProps } }) {
  return <SessionProvider session={session}><Component {...pageProps} /></SessionProvider>;
}
`;
  const shows = WRAPPED.replace(
    "export default function Page() {",
    "export default function Page() { useSession();",
  ).replace(/^/, 'import { useSession } from "next-auth/react";\n');
  const base = project({ "pages/_app.jsx": app, "pages/members.jsx": shows });
  expect(migrated(base).verdict).toBe("bridge");
  const spread = WRAPPER.replace("load(context)", "{ props: { ...(await load(context)).props } }");
  expect(migrated({ ...base, "lib/with-user.js": spread }).reasons).toEqual([
    "session-first-render pages/members.jsx:1",
  ]);
});

import { describe, expect, test } from "vitest";
import { migrateProject } from "../../src/migrate/migrate.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";
import { applied, type Files } from "./fixture.ts";

const HEAD = `import { getServerSession } from "next-auth/next";
import { authOptions } from "./auth";
`;
const READ = "const session = await getServerSession(context.req, context.res, authOptions);";
const PAGE = "export default function Page() { return <p>Members</p>; }\n";

const project = (lib: string, page: string, more: Files = {}): Files => ({
  "package.json": JSON.stringify({
    dependencies: { next: "16.4.6", "next-auth": "4.24.15", react: "19.3.1" },
  }),
  "lib/auth.js": "export const authOptions = { providers: [] };\n",
  "lib/guards.js": `${HEAD}${lib}`,
  "pages/members.jsx": `${page}\n${PAGE}`,
  ...more,
});

function migrated(files: Files) {
  const { changeSet, routes } = migrateProject(readProject(memoryTree(files)));
  const members = routes.find(({ route }) => route === "/members");
  return {
    files: applied(files, changeSet),
    verdict: members?.verdict,
    code: members?.reasons[0]?.code,
  };
}

const WRAPPED = `import { withUser } from "../lib/guards";
export const getServerSideProps = withUser(async (context, user) => ({ props: { user } }));`;
const GUARD = "if (!session) return { notFound: true };";

const wrapper = (...lines: string[]): string =>
  `export const withUser = (inner) => async (context) => {\n${lines.join("\n")}\n};\n`;

describe("a wrapped page is bridged where the wrapper", () => {
  test.each([
    [
      "changes what the page returns",
      wrapper(
        READ,
        GUARD,
        "const result = await inner(context, session);",
        "return { ...result };",
      ),
    ],
    [
      "catches what the page throws",
      wrapper(
        READ,
        "try { return await inner(context, session); } catch { return { notFound: true }; }",
      ),
    ],
    [
      "adds to the context",
      wrapper(READ, GUARD, "context.user = session.user;", "return inner(context, session);"),
    ],
    [
      "makes another context",
      wrapper(READ, GUARD, "return inner({ ...context, session }, session);"),
    ],
    [
      "gives props of its own",
      wrapper(
        READ,
        "if (!session) return { props: { open: true } };",
        "return inner(context, session);",
      ),
    ],
    [
      "hands over different numbers of values",
      wrapper(
        READ,
        GUARD,
        "if (session.user) return inner(context, session);",
        "return inner(context);",
      ),
    ],
    [
      "hands on what is no part of a page's request",
      wrapper(READ, GUARD, "track(context.req);", "return inner(context, session);"),
    ],
    [
      "sets a cookie",
      wrapper(READ, GUARD, "return inner(context, session);").replace(
        "return inner",
        "remember(context.res);\nreturn inner",
      ),
    ],
    [
      "counts in its module",
      `let count = 0;\n${wrapper(READ, GUARD, "count += 1;", "return inner(context, session);")}`,
    ],
    [
      "does more when it is called",
      `export function withUser(inner) {\n  register(inner);\n  return async (context) => {\n${READ}\n${GUARD}\nreturn inner(context, session);\n};\n}`,
    ],
    [
      "uses a name that redirect() has",
      `const notFound = 1;\n${wrapper(READ, "if (!session) return { notFound: true };", "if (session.user === notFound) return { notFound: true };", "return inner(context, session);")}`,
    ],
    [
      "uses this",
      `export const withUser = (inner) => async function (context) {\n${READ}\n${GUARD}\nlog(this);\nreturn inner(context, session);\n};`,
    ],
    ["gives less than the page takes", wrapper(READ, GUARD, "return inner(context);")],
  ])("%s", (_, lib) => {
    const { verdict, code, files } = migrated(project(lib, WRAPPED));
    expect(["bridge", "left"]).toContain(verdict);
    expect(code).not.toBe("guard-not-proved");
    expect(files["lib/guards.server.js"]).toBeUndefined();
  });
});

const helped = (use: string): string => `import { getUser } from "../lib/guards";
export async function getServerSideProps(context) {
  ${use}
  if (!user) return { redirect: { destination: "/login", permanent: false } };
  return { props: { user } };
}`;
const HELPER = `export async function getUser(context) {\n${READ}\nreturn session?.user;\n}`;
const AT_ONCE = "export const getUser = (context) => context.req.cookies.user;";

describe("a helper", () => {
  test.each([
    ["async", HELPER, "const user = await getUser(context);", "await getUser();"],
    [
      "at once, which is awaited then",
      AT_ONCE,
      "const user = getUser(context);",
      "await getUser();",
    ],
    [
      "in the middle of an expression",
      AT_ONCE,
      "const user = check(getUser(context).length);",
      "check((await getUser()).length)",
    ],
    [
      "of request and response",
      HELPER.replace("(context)", "(req, res, role)").replaceAll("context.", ""),
      'const user = await getUser(context.req, context.res, "a");',
      'getUser("a")',
    ],
    [
      "of an object of both",
      HELPER.replace("(context)", "({ req, res })").replaceAll("context.", ""),
      "const { req, res } = context;\n  const user = await getUser({ req, res });",
      "await getUser();",
    ],
  ])("%s is called without the request", (_, lib, use, call) => {
    const { verdict, files } = migrated(project(lib, helped(use)));
    expect(verdict).toBe("native");
    expect(files["app/members/page.jsx"]).toContain(call);
    expect(files["lib/guards.js"]).toContain(lib);
  });

  test.each([
    [
      "hands the request on",
      "export const getUser = async (context) => fetchUser(context.req);",
      "const user = await getUser(context);",
    ],
    [
      "gives a promise that is not awaited",
      AT_ONCE,
      "const user = await load().then(() => getUser(context));",
    ],
    ["has another use in the page", HELPER, "const user = await getUser(context); log(getUser);"],
    [
      "calls itself",
      "export async function getUser(context) { return context.query.x ? null : getUser(context); }",
      "const user = await getUser(context);",
    ],
    ["stands in pages/", "", "const user = await getUser(context);"],
  ])("that %s stays with its page", (name, lib, use) => {
    const inPages = name.includes("pages/");
    const page = inPages ? helped(use).replace("../lib/guards", "./api/user") : helped(use);
    const more: Files = inPages
      ? {
          "pages/api/user.js": `${HEAD.replace("./auth", "../../lib/auth")}${HELPER}\nexport default () => {};`,
        }
      : {};
    const { verdict, files } = migrated(project(lib, page, more));
    expect(verdict).not.toBe("native");
    expect(files["lib/guards.server.js"]).toBeUndefined();
  });
});

test("a name that two originals lead to is given to one of them", () => {
  const both = `${wrapper(READ, GUARD, "return inner(context, session);")}\n${HELPER.replace("getUser", "requireUser")}`;
  const more = helped("const user = await requireUser(context);").replace("getUser", "requireUser");
  const { changeSet, routes } = migrateProject(
    readProject(memoryTree(project(both, WRAPPED, { "pages/more.jsx": `${more}\n${PAGE}` }))),
  );
  expect(routes.map(({ verdict }) => verdict).sort()).toEqual(["bridge", "native"]);
  const made = changeSet.changes().find(({ path }) => path === "lib/guards.server.js");
  expect(String(made && "after" in made && made.after).match(/function requireUser/g)).toHaveLength(
    1,
  );
});

test("what the original keeps to itself is exported for it", () => {
  const lib = `const COOKIE = "user";\n${HELPER.replace("return session?.user", "return session?.[COOKIE]")}`;
  const { files } = migrated(project(lib, helped("const user = await getUser(context);")));
  expect(files["lib/guards.js"]).toContain('export const COOKIE = "user";');
  expect(files["lib/guards.server.js"]).toContain('import { COOKIE } from "./guards";');
});

test("a module of that name that is there already has to hold the same", () => {
  const page = helped("const user = await getUser(context);");
  const there = { "lib/guards.server.js": "export const getUser = () => null;\n" };
  expect(migrated(project(HELPER, page, there))).toMatchObject({
    verdict: "bridge",
    code: "file-exists",
  });
});

test("pages that are moved later use what is there", () => {
  const page = helped("const user = await getUser(context);");
  const first = migrated(project(HELPER, page)).files;
  const later = { ...first, "pages/more.jsx": project(HELPER, page)["pages/members.jsx"] ?? "" };
  const { changeSet, routes } = migrateProject(readProject(memoryTree(later)));
  expect(routes.map(({ verdict }) => verdict)).toEqual(["native"]);
  expect(changeSet.changes().map(({ path }) => path)).not.toContain("lib/guards.server.js");
});

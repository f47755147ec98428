import { describe, expect, test } from "vitest";
import { isObstacle } from "../../codemods/shared/finding.ts";
import { analysePage } from "../../codemods/shared/page/analyse.ts";
import { facts } from "./facts.ts";

const IMPORTS = `import { getServerSession } from "next-auth/next";
import { authOptions } from "../lib/auth";
`;
const READ = "const session = await getServerSession(ctx.req, ctx.res, authOptions);";
const GUARD = 'if (!session) return { redirect: { destination: "/login", permanent: false } };';
const PAGE = "export default function Page() { return <p>Members</p>; }";

/** A page whose getServerSideProps holds the given lines; the first of them is line 4. */
const body = (...lines: string[]): string =>
  [`${IMPORTS}export async function getServerSideProps(ctx) {`, ...lines, "}", PAGE].join("\n");

/** A page with a plain guard, and more around it; `more` begins in line 10. */
const around = (more: string, page = PAGE): string =>
  `${body(READ, GUARD, "return { props: {} };").replace(PAGE, "")}\n${page}\n${more}`;

/** code, line, source. What is not wholly understood stays where it is. */
const refusals: readonly (readonly [string, number, string])[] = [
  ["syntax-error", 3, "const a = 1;\n\nconst = ;"],
  ["no-gssp", 1, PAGE],
  [
    "wrapped",
    2,
    `import { withUser } from "../lib/user";\nexport const getServerSideProps = withUser(async () => ({ props: {} }));\n${PAGE}`,
  ],
  ["re-exported", 1, `export { getServerSideProps } from "../lib/gssp";\n${PAGE}`],
  ["not-async", 1, `export function getServerSideProps() { return { props: {} }; }\n${PAGE}`],
  ["no-reader", 1, `export async function getServerSideProps() { return { props: {} }; }\n${PAGE}`],
  [
    "context-passed-on",
    4,
    body("const user = await load(ctx);", READ, GUARD, "return { props: {} };"),
  ],
  ["context-passed-on", 4, body("const other = ctx;", READ, GUARD, "return { props: {} };")],
  ["context-use", 4, body("const { locale } = ctx;", READ, GUARD, "return { props: { locale } };")],
  [
    "context-use",
    5,
    body(READ, "if (ctx.preview) return { props: {} };", GUARD, "return { props: {} };"),
  ],
  [
    "request-use",
    5,
    body(READ, "const theme = themeOf(ctx.req.cookies);", GUARD, "return { props: { theme } };"),
  ],
  [
    "request-use",
    5,
    body(READ, 'const from = ctx.req.headers["X-From"];', GUARD, "return { props: { from } };"),
  ],
  ["request-use", 5, body(READ, "ctx.req.cookies.theme = null;", GUARD, "return { props: {} };")],
  [
    "response-use",
    5,
    body(READ, 'ctx.res.setHeader("Cache-Control", age(session));', GUARD, "return { props: {} };"),
  ],
  [
    "response-use",
    5,
    body(READ, 'ctx.res.setHeader("Set-Cookie", "seen=1");', GUARD, "return { props: {} };"),
  ],
  [
    "response-use",
    5,
    body(READ, "if (!session) { ctx.res.statusCode = 401; }", "return { props: {} };"),
  ],
  [
    "reader-arguments",
    4,
    body(
      "const session = await getServerSession(ctx, authOptions);",
      GUARD,
      "return { props: {} };",
    ),
  ],
  [
    "reader-arguments",
    4,
    body(
      "const session = await getServerSession(authOptions);",
      READ.replace("session", "again"),
      GUARD,
      "return { props: {} };",
    ),
  ],
  [
    "try-catch",
    7,
    body(
      READ,
      "try {",
      "check();",
      "} catch ({ message }) {}",
      GUARD,
      "return { props: {} };",
    ).replace("check();", GUARD),
  ],
  ["try-catch", 7, body(READ, "try {", "check();", "} finally { return { props: {} }; }")],
  ["falls-through", 3, body(READ, GUARD)],
  ["falls-through", 3, body(READ, "if (session) { return { props: {} }; }")],
  ["unknown-return", 5, body(READ, "if (!session) return deny();", "return { props: {} };")],
  ["unknown-return", 5, body(READ, "if (!session) return;", "return { props: {} };")],
  ["unknown-return", 6, body(READ, GUARD, "return { props: {}, revalidate: 1 };")],
  [
    "unknown-return",
    5,
    body(READ, "if (!session) return { notFound: maybe };", "return { props: {} };"),
  ],
  [
    "redirect-option",
    5,
    body(
      READ,
      GUARD.replace("permanent: false", "permanent: false, basePath: false"),
      "return { props: {} };",
    ),
  ],
  [
    "redirect-status",
    5,
    body(READ, GUARD.replace("permanent: false", "statusCode: 302"), "return { props: {} };"),
  ],
  [
    "redirect-status",
    5,
    body(READ, GUARD.replace("permanent: false", "permanent: isOld"), "return { props: {} };"),
  ],
  ["reserved-prop", 6, body(READ, GUARD, "return { props: { key: 1 } };")],
  ["name-taken", 4, body('const redirect = "/login";', READ, GUARD, "return { props: {} };")],
  [
    "auth-options",
    4,
    `import { getSession } from "next-auth/react";\n\nexport async function getServerSideProps(ctx) {\nconst session = await getSession(ctx);\n${GUARD}\nreturn { props: {} };\n}\n${PAGE}`,
  ],
  ["page-export", 10, around("export const config = { amp: true };")],
  ["page-static", 10, around("Page.getLayout = (page) => page;")],
  ["page-static", 10, around("Page.getInitialProps = async () => ({});")],
  ["gssp-used", 10, around("export const again = getServerSideProps;")],
  [
    "shared-declaration",
    1,
    `let count = 0;\n${body(READ, GUARD, "return { props: { count } };").replace("Members", "{count}")}`,
  ],
  ["top-level-statement", 10, around("authOptions.debug = true;")],
  [
    "pages-only-module",
    1,
    `import Error from "next/error";\n${around("", "export default Error;")}`,
  ],
  [
    "router-import",
    1,
    `import Router from "next/router";\n${around("export const go = () => Router.push('/');")}`,
  ],
  [
    "router-import",
    1,
    `import { withRouter } from "next/router";\n${around("", "export default withRouter(() => null);")}`,
  ],
  [
    "router-property",
    10,
    `import { useRouter } from "next/router";\n${around("", "export default function Page() { return <p>{useRouter().asPath}</p>; }")}`,
  ],
  [
    "router-url",
    10,
    `import { useRouter } from "next/router";\n${around("", "export default function Page({ to }) { const r = useRouter(); return <p onClick={() => r.push(to)} />; }")}`,
  ],
  [
    "router-result",
    10,
    `import { useRouter } from "next/router";\n${around("", "export default function Page() { const r = useRouter(); return <p onClick={() => r.push('/').then(done)} />; }")}`,
  ],
  [
    "router-passed-on",
    10,
    `import { useRouter } from "next/router";\n${around("", "export default function Page() { const r = useRouter(); return <Card router={r} />; }")}`,
  ],
  [
    "head-dynamic",
    10,
    `import Head from "next/head";\n${around("", "export default function Page({ a }) { return <main><Head><title>{a} and {a}</title></Head></main>; }")}`,
  ],
];

describe("a page is left, with the line, for", () => {
  test.each([
    [
      4,
      body(
        `try { ${READ} if (!session) return { notFound: true }; } catch {}`,
        "return { props: {} };",
      ),
    ],
    [
      5,
      body(
        "let session = null;",
        "try { session = await getServerSession(ctx.req, ctx.res, authOptions); } catch {}",
        GUARD,
        "return { props: {} };",
      ),
    ],
    [6, body(READ, "try {", GUARD, "} finally { done(); }", "return { props: {} };")],
  ])("try-catch in line %i before Next 15, which has no unstable_rethrow", (line, source) => {
    expect(analysePage(source, { ...facts, nextMajor: 14 })).toMatchObject({
      code: "try-catch",
      line,
    });
  });

  test.each(refusals)("%s in line %i: %#", (code, line, source) => {
    const result = analysePage(source, facts);
    expect(isObstacle(result) ? { code: result.code, line: result.line } : "moved").toEqual({
      code,
      line,
    });
  });
});

test("very long and very deep sources are refused, and nothing is thrown", () => {
  expect(analysePage(`const a = "${"x".repeat(10_000_000)}";`, facts)).toMatchObject({
    code: "too-large",
  });
  const deep = `${"(".repeat(20_000)}1${")".repeat(20_000)};`;
  expect(
    analysePage(body(`const a = ${deep}`, READ, "return { props: {} };"), facts),
  ).toMatchObject({
    code: "too-deep",
  });
});

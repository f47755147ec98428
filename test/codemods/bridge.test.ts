import { describe, expect, test } from "vitest";
import { type BridgedPage, bridgePage } from "../../codemods/shared/bridge/bridge.ts";
import type { BridgeFacts } from "../../codemods/shared/bridge/facts.ts";
import { isObstacle } from "../../codemods/shared/finding.ts";
import { facts as pageFacts } from "./facts.ts";

const facts: BridgeFacts = {
  ...pageFacts,
  serverPropsFile: "app/members/server-side-props",
  compatFile: "app/_compat/server-side-props",
};
const PAGE = "export default function Page() { return <p>Members</p>; }";
const GSSP = "export const getServerSideProps = withUser(async () => ({ props: {} }));";

function bridged(text: string, more: Partial<BridgeFacts> = {}): BridgedPage {
  const page = bridgePage(text, { ...facts, ...more });
  if (isObstacle(page)) throw new Error(`${page.code} in line ${page.line}: ${page.message}`);
  return page;
}

/** code, line, source: what would not be the same in the App Router. */
const refusals: readonly (readonly [string, number, string])[] = [
  ["syntax-error", 1, "const = 1;"],
  ["no-gssp", 1, PAGE],
  ["no-component", 1, GSSP],
  ["several-declarations", 1, `export const a = 1, getServerSideProps = f(a);\n${PAGE}`],
  ["several-declarations", 1, `export const { getServerSideProps, other } = make();\n${PAGE}`],
  ["gssp-used", 3, `${GSSP}\n${PAGE}\nexport const preload = () => getServerSideProps();`],
  ["export-all", 3, `${GSSP}\n${PAGE}\nexport * from "../lib/more";`],
  [
    "page-export",
    3,
    `${GSSP}\n${PAGE}\nexport const getStaticProps = async () => ({ props: {} });`,
  ],
  ["page-export", 3, `${GSSP}\n${PAGE}\nexport const config = { amp: true };`],
  ["page-export", 3, `${GSSP}\n${PAGE}\nexport const config = { ...shared };`],
  ["page-export", 3, `${GSSP}\n${PAGE}\nexport const config = settings;`],
  ["page-export", 3, `${GSSP}\n${PAGE}\nexport const runtime = "experimental-edge";`],
  ["page-export", 3, `${GSSP}\n${PAGE}\nexport const maxDuration = seconds();`],
  ["page-static", 3, `${GSSP}\n${PAGE}\nPage.getLayout = (page) => page;`],
  ["page-static", 2, `${GSSP}\nexport default withLayout(() => null);`],
  ["page-static", 2, `${GSSP}\nexport { default } from "../lib/page";`],
  ["page-static", 3, `${GSSP}\nfunction P() {}\nP.getInitialProps = f;\nexport default wrap(P);`],
  ["pages-only-module", 1, `import Error from "next/error";\n${GSSP}\n${PAGE}`],
  ["router-import", 1, `import Router from "next/router";\n${GSSP}\n${PAGE}\nRouter.push("/");`],
  [
    "shared-declaration",
    1,
    `let count = 0;\nexport const getServerSideProps = f(() => count++);\nexport default () => <p>{count}</p>;`,
  ],
  [
    "top-level-statement",
    2,
    `import day from "dayjs";\nday.extend(utc);\nexport const getServerSideProps = f(() => day());\n${PAGE}`,
  ],
];

describe("a page is not bridged for", () => {
  test.each(refusals)("%s (line %i)", (code, line, source) => {
    expect(bridgePage(source, facts)).toMatchObject({ code, line });
  });
});

test("where _app reads nothing of components, one that is made elsewhere may move", () => {
  const text = `${GSSP}\nexport default withLayout(() => null);`;
  const { client } = bridged(text, { staticsOfShell: new Set() });
  expect(client).toBe(`"use client";\n\nexport default withLayout(() => null);`);
});

test("overloads of the function go together", () => {
  const text = `import type { A } from "../a";
export function getServerSideProps(context: A): Promise<A>;
export function getServerSideProps(context: never) {
  return context;
}
${PAGE}
`;
  const { serverProps, client } = bridged(text, {
    path: "pages/members.tsx",
    clientFile: "app/members/client.tsx",
  });
  expect(serverProps.text).toContain("(context: A): Promise<A>;");
  expect(serverProps.text).toContain("return context;");
  expect(client).toBe(`"use client";\n\n${PAGE}\n`);
});

test("a pattern with this name alone goes as it is", () => {
  const text = `export const { getServerSideProps } = make({ role: "admin" });\n${PAGE}\n`;
  const { serverProps } = bridged(text);
  expect(serverProps.text).toBe('export const { getServerSideProps } = make({ role: "admin" });\n');
});

test("declarations keep their order: a wrapper is made before it is called", () => {
  const text = `const role = "admin";
const withRole = make(role);
export const getServerSideProps = withRole(async () => ({ props: {} }));
${PAGE}
function make(role) {
  return (load) => load;
}
`;
  const { serverProps } = bridged(text);
  const at = (word: string): number => serverProps.text.indexOf(word);
  expect(at("const role")).toBeGreaterThanOrEqual(0);
  expect(at("const role")).toBeLessThan(at("const withRole"));
  expect(at("const withRole")).toBeLessThan(at("export const getServerSideProps"));
  expect(at("function make")).toBeGreaterThan(at("export const getServerSideProps"));
});

test("line ends, quotes and semicolons are those of the page", () => {
  const text = `import { withUser } from '../lib/user'\r\n\r\nexport const getServerSideProps = withUser()\r\n\r\nexport default function Page() {}\r\n`;
  const { server, client, serverProps } = bridged(text);
  for (const file of [server, client, serverProps.text]) {
    expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n;"]/);
  }
});

test("a component may have the name of what the route file needs", () => {
  const text = `${GSSP}\nexport default function Metadata() {}\n`;
  expect(bridged(text).server).toContain('import MetadataClient from "./client";');
});

describe("the code that decides", () => {
  test.each([
    ["withUser(…)", GSSP],
    ['withRole("admin")(…)', 'export const getServerSideProps = withRole("admin")(load);'],
    ["load", 'import { load } from "../load";\nexport const getServerSideProps = load;'],
    ["getServerSideProps of ../load", 'export { getServerSideProps } from "../load";'],
    ["getServerSideProps", "export async function getServerSideProps(c) { return check(c); }"],
  ])("is %s", (decidedBy, gssp) => {
    expect(bridged(`${gssp}\n${PAGE}`).decidedBy?.text).toBe(decidedBy);
  });

  test("is not named where every outcome can be read", () => {
    const text = `export async function getServerSideProps({ query }) {
  if (!query.a) return { redirect: { destination: "/a", statusCode: 308 } };
  return query.b ? { props: {} } : { notFound: true };
}
${PAGE}`;
    const page = bridged(text);
    expect(page.decidedBy).toBeUndefined();
    expect(page.guards).toEqual([
      { outcome: "redirect", target: '"/a"', status: 308, conditions: ["!query.a"], line: 2 },
      { outcome: "not-found", status: 404, conditions: ["!(query.b)"], line: 3 },
    ]);
  });
});

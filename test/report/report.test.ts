import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "node-html-parser";
import { expect, test } from "vitest";
import { emptyFolder, runFake } from "../cli/fake-environment.ts";

const guarded = `import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "../lib/auth";

export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login?a=1&b=2", permanent: false } };
  return { props: { name: session.user.name } };
};

export default function Secret({ name }: { name: string }) {
  return <h1>{name}</h1>;
}
`;

const wrapped = `import { withAuth } from "../lib/with-auth";

export const getServerSideProps = withAuth(async () => ({ props: {} }));

export default function Wrapped() {
  return <h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>;
}
`;

const staying = wrapped
  .replaceAll("Wrapped", "Staying")
  .replace("async () =>", "async ({ res }) => res.setHeader('Set-Cookie', 'seen=1') &&");

/** A project with a page that is rewritten, one that is bridged, and one that stays. */
function project(): string {
  const folder = emptyFolder();
  const dependencies = { next: "16.4.6", "next-auth": "4.24.15", react: "19.3.1" };
  const files = {
    "package.json": JSON.stringify({ name: "app", dependencies }),
    "lib/auth.ts": "export const authOptions = { providers: [] };\n",
    "lib/with-auth.ts":
      "import { getServerSession } from 'next-auth';\nexport const withAuth = (inner) => async (c) => (await getServerSession(c.req, c.res, {})) ? inner(c) : { notFound: true };\n",
    "pages/secret.tsx": guarded,
    "pages/staying.tsx": staying,
    "pages/wrapped.tsx": wrapped,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

async function reported(file: string, ...args: string[]) {
  const folder = project();
  const outcome = await runFake(["migrate", "--report", file, "--force", ...args], { cwd: folder });
  const path = join(folder, file);
  return { ...outcome, folder, text: existsSync(path) ? readFileSync(path, "utf8") : undefined };
}

test("HTML: the route map, the guards, and the old page beside each new file", async () => {
  const { exitCode, text = "", stderr } = await reported("out.html");
  expect(exitCode).toBe(0);
  expect(stderr).toContain("The report is in out.html");
  const page = parse(text);
  const rows = page
    .querySelectorAll(".map:not(.guards) tbody tr")
    .map(({ classList, text }) => [[...classList.values()][0], text.replace(/\s+/g, " ").trim()]);
  expect(rows[0]).toEqual([
    "native",
    "/secret nativepages/secret.tsx app/secret/page.tsx app/secret/client.tsx",
  ]);
  expect(rows[1]).toEqual(["left", "/staying leftpages/staying.tsx"]);
  expect(rows[2]).toEqual([
    "bridge",
    "/wrapped bridgepages/wrapped.tsx app/wrapped/page.tsx app/wrapped/server-side-props.ts app/wrapped/client.tsx",
  ]);
  const guards = page.querySelector(".guards tbody")?.text.replace(/\s+/g, " ");
  expect(guards).toContain('/secret!session 307 → "/login?a=1&b=2"');
  expect(guards).toContain("pages/secret.tsx:7");
  expect(guards).toContain("/wrappedany what withAuth(…) decides");
  const diff = page.querySelector('[aria-label="app/secret/page.tsx, before and after"]');
  expect(diff?.querySelectorAll(".gone").map(({ text }) => text)).toContain(
    '  if (!session) return { redirect: { destination: "/login?a=1&b=2", permanent: false } };',
  );
  expect(diff?.querySelectorAll(".come").map(({ text }) => text)).toContain(
    '  if (!session) redirect("/login?a=1&b=2");',
  );
});

test("HTML: a page that stays shows the line that keeps it", async () => {
  const { text = "" } = await reported("out.html");
  const section = parse(text, { blockTextElements: { script: true } }).querySelector(
    "details.left",
  );
  expect(section?.querySelector(".excerpt mark")?.text).toContain("'Set-Cookie'");
});

test("HTML: a bridged page shows what keeps it from being native", async () => {
  const { text = "" } = await reported("out.html");
  const section = parse(text, { blockTextElements: { script: true } }).querySelector(
    "details.bridge",
  );
  expect(section?.querySelector(".excerpt mark")?.text).toContain("withAuth(async");
});

test("HTML: it needs no network, and no source becomes markup", async () => {
  const { text = "" } = await reported("out.html");
  const page = parse(text);
  const addresses = page
    .querySelectorAll("[src],[href]")
    .map((element) => element.getAttribute("href"));
  expect(addresses.every((address) => address?.startsWith("#"))).toBe(true);
  expect(text).not.toMatch(/@import|url\(/);
  expect(page.querySelectorAll("script")).toHaveLength(1);
  for (const address of addresses) {
    expect(page.getElementById(address?.slice(1) ?? "")).not.toBeNull();
  }
});

test("a dry run is reported as one, and writes nothing else", async () => {
  const { folder, text, stdout } = await reported("out.html", "--dry-run");
  expect(text).toContain("; nothing was written.");
  expect(stdout).toContain("app/secret/page.tsx");
  expect(existsSync(join(folder, "app"))).toBe(false);
});

test("Markdown has the routes, the guards and the reasons", async () => {
  const { text } = await reported("out.md");
  expect(text).toContain("3 routes read a session on the server: 1 native, 1 bridge, 1 left.");
  expect(text).toContain(
    "| `/secret` | native | `pages/secret.tsx` | `app/secret/page.tsx`<br>`app/secret/client.tsx` |",
  );
  expect(text).toContain('| `/secret` | `!session` | 307 → "/login?a=1&b=2" |');
  expect(text).toContain("| `/wrapped` | `any` | what withAuth(…) decides |");
  expect(text).toMatch(/bridged pages from being native\n\n- `pages\/wrapped\.tsx:3` /);
  expect(text).toMatch(/the others in pages\/\n\n- `pages\/staying\.tsx:3` /);
});

test("JSON is the report as data", async () => {
  const { text = "" } = await reported("out.json");
  const { totals, applied, routes } = JSON.parse(text);
  expect([totals, applied]).toEqual([{ native: 1, bridge: 1, left: 1 }, true]);
  expect(routes[0].files[0]).toMatchObject({ path: "app/secret/page.tsx", before: guarded });
});

test("another ending is wrong use, before anything is written", async () => {
  const { exitCode, stderr, folder } = await reported("out.pdf");
  expect(stderr).toContain("--report out.pdf: the name has to end in one of .html, .md, .json.");
  expect(exitCode).toBe(2);
  expect(existsSync(join(folder, "app"))).toBe(false);
});

test("the report of a dry run does not make the tree too dirty to go on", async () => {
  const git = (output: string) => async (args: readonly string[]) =>
    runFake(["migrate", "--report", "out.html", ...args], {
      cwd: project(),
      programs: (command) => (command.includes("status") ? { exitCode: 0, output } : undefined),
    });
  expect((await git("?? out.html\n")([])).exitCode).toBe(0);
  expect((await git("?? out.html\n M lib/auth.ts\n")([])).exitCode).toBe(1);
  expect((await git("?? about.html\n")([])).exitCode).toBe(1);
});

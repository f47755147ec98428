import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Ended } from "../../src/cli/environment.ts";
import { emptyFolder, runFake } from "./fake-environment.ts";

const guarded = `import { getServerSession } from "next-auth/next";
import { authOptions } from "../lib/auth";

export const getServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  return { props: {} };
};

export default function Secret() {
  return <h1>secret</h1>;
}
`;

function project(files: Record<string, string | undefined> = {}): string {
  const folder = emptyFolder();
  const dependencies = { next: "16.4.6", "next-auth": "4.24.15", react: "19.3.1" };
  const all = {
    "package.json": JSON.stringify({ name: "app", dependencies, scripts: { build: "next build" } }),
    "tsconfig.json": "{}",
    "node_modules/typescript/lib/tsc.js": "",
    "lib/auth.ts": "export const authOptions = { providers: [] };\n",
    "pages/secret.tsx": guarded,
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const fine: Ended = { exitCode: 0, output: "" };
const wrong = (output: string): Ended => ({ exitCode: 2, output });
const isMigrated = (folder: string) => existsSync(join(folder, "app/secret/page.tsx"));

/** Runs the command with what the type checker and the build answer before and after. */
async function verified(
  { types = [], builds = [] }: { types?: readonly Ended[]; builds?: readonly Ended[] },
  args: readonly string[],
  folder = project(),
) {
  const [typesLeft, buildsLeft] = [[...types], [...builds]];
  const outcome = await runFake(["migrate", "--force", ...args], {
    cwd: folder,
    programs: (command) =>
      command.includes("tsc.js")
        ? typesLeft.shift()
        : command.endsWith("run build")
          ? buildsLeft.shift()
          : undefined,
  });
  return { ...outcome, folder };
}

test("a migration that brings no type error stays", async () => {
  const { exitCode, folder, ran } = await verified({ types: [fine, fine] }, ["--verify"]);
  expect(exitCode).toBe(0);
  expect(isMigrated(folder)).toBe(true);
  const checks = ran.filter((command) => command.includes("tsc.js"));
  expect(checks).toHaveLength(2);
  expect(checks[0]).toContain("--noEmit");
});

test("an error that was there before, and moved with its page, is no new one", async () => {
  const before = wrong("pages/secret.tsx(5,3): error TS7031: Binding element is any.");
  const after = wrong("app/secret/page.tsx(9,1): error TS7031: Binding element is any.");
  const { exitCode, folder } = await verified({ types: [before, after] }, ["--verify"]);
  expect(exitCode).toBe(0);
  expect(isMigrated(folder)).toBe(true);
});

test("a migration that brings a type error is taken back, and the error is told", async () => {
  const error = "app/secret/page.tsx(9,1): error TS2322: Type 'a' is not assignable to type 'b'.";
  const types = [fine, wrong(error)];
  const { exitCode, folder, stderr } = await verified({ types }, ["--verify"]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("app/secret/page.tsx:9 TS2322 Type 'a' is not assignable to type 'b'.");
  expect(stderr).toContain("The migration was taken back");
  expect(isMigrated(folder)).toBe(false);
  expect(readFileSync(join(folder, "pages/secret.tsx"), "utf8")).toBe(guarded);
});

test("a build that passed has to pass", async () => {
  const builds = [fine, wrong("it failed")];
  const types = [fine, fine];
  const { exitCode, folder, stderr } = await verified({ types, builds }, ["--verify", "build"]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("would not build any more");
  expect(isMigrated(folder)).toBe(false);
});

test("a build that failed before is not asked for again", async () => {
  const builds = [wrong("no such variable")];
  const types = [fine, fine];
  const { exitCode, ran, stderr } = await verified({ types, builds }, ["--verify", "build"]);
  expect(exitCode).toBe(0);
  expect(ran.filter((command) => command.endsWith("run build"))).toHaveLength(1);
  expect(stderr).toContain("does not build as it is");
});

test("without TypeScript in a project that has types, nothing is written", async () => {
  const folder = project({ "node_modules/typescript/lib/tsc.js": undefined });
  const { exitCode, stderr } = await verified({}, ["--verify"], folder);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Install the packages first");
  expect(isMigrated(folder)).toBe(false);
});

test("it does not go with a dry run", async () => {
  const { exitCode, stderr } = await verified({}, ["--verify", "--dry-run"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("does not go with --dry-run");
});

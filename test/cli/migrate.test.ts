import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { apply } from "../../src/changeset/apply.ts";
import { ChangeSet } from "../../src/changeset/changeset.ts";
import { nodeFileSystem } from "../../src/changeset/filesystem.ts";
import { nodeProcesses } from "../../src/changeset/processes.ts";
import { directoryTree } from "../../src/changeset/tree.ts";
import { killedAt } from "../changeset/support/faults.ts";

import { emptyFolder, type FakeOptions, runFake } from "./fake-environment.ts";

const guarded = `import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "../lib/auth";

export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  return { props: { name: session.user.name } };
};

export default function Secret({ name }: { name: string }) {
  return <h1>{name}</h1>;
}
`;

const dependencies = { next: "16.4.6", "next-auth": "4.24.15", react: "19.3.1" };

/** A project with one page that moves whole. */
function project(files: Record<string, string> = {}): string {
  const folder = emptyFolder();
  const all = {
    "package.json": JSON.stringify({ name: "app", dependencies }),
    "lib/auth.ts": "export const authOptions = { providers: [] };\n",
    "pages/secret.tsx": guarded,
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Every file below a folder with its content, but for what is ours. */
function snapshot(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(".create-session-app"));
  return Object.fromEntries(files.map((file) => [file, readFileSync(file, "utf8")]));
}

/** Runs `work` as a user who is not root, whom permissions would not stop. */
async function asOrdinaryUser<Result>(cwd: string, work: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return work();
  chmodSync(cwd, 0o755);
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** A project as a run leaves it that is killed between two renames: one of its two files is there. */
async function halfDone(): Promise<string> {
  for (let n = 1; n < 100; n++) {
    const cwd = project();
    const two = new ChangeSet(directoryTree(cwd)).create("one.txt", "1").create("two.txt", "2");
    const dead = { ...nodeProcesses.self, pid: 2 ** 22 - 2 };
    const disk = {
      fs: killedAt(nodeFileSystem, n, "before"),
      processes: { ...nodeProcesses, self: dead },
    };
    const ended = await apply(two, cwd, disk).catch(() => undefined);
    if (ended) break;
    if (existsSync(join(cwd, "one.txt")) !== existsSync(join(cwd, "two.txt"))) return cwd;
  }
  throw new Error("No kill left the project half done.");
}

const run = (args: string, cwd: string, options: Partial<FakeOptions> = {}) =>
  runFake(args.split(" "), { cwd, ...options });

describe("migrate", () => {
  test("moves the page, says what became of each route and how to take it back", async () => {
    const cwd = project();
    const { exitCode, stdout, stderr } = await run("migrate", cwd);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^native {2}\/secret {2}pages\/secret\.tsx$/m);
    expect(stdout).toContain("1 route: 1 native, 0 bridge, 0 left");
    expect(stderr).toMatch(/undo \.\n$/);
    expect(existsSync(join(cwd, "app/secret/page.tsx"))).toBe(true);
    expect(existsSync(join(cwd, "pages/secret.tsx"))).toBe(false);
  });

  test("is taken back byte for byte by undo", async () => {
    const cwd = project();
    const before = snapshot(cwd);
    await run("migrate", cwd);
    expect(snapshot(cwd)).not.toEqual(before);
    const { exitCode, stdout } = await run("undo", cwd);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("moved back pages/secret.tsx\n");
    expect(snapshot(cwd)).toEqual(before);
  });

  test("takes the folder as an argument", async () => {
    const root = project();
    const { exitCode } = await run(`migrate ${root}`, emptyFolder());
    expect(exitCode).toBe(0);
    expect(existsSync(join(root, "app/secret/page.tsx"))).toBe(true);
  });

  test.each(["--dry-run", "--diff", "--dry-run --json"])("%s writes nothing", async (flags) => {
    const cwd = project();
    const before = snapshot(cwd);
    const { exitCode, stdout } = await run(`migrate ${flags}`, cwd);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("app/secret/page.tsx");
    expect(snapshot(cwd)).toEqual(before);
  });

  test("--json prints nothing on stdout but verdicts, reasons and changes", async () => {
    const late = guardedApi.replace("return res.status", "res.status");
    const cwd = project({ "pages/api/me.ts": guardedApi, "pages/api/late.ts": late });
    const { stdout } = await run("migrate --json", cwd);
    expect(JSON.parse(stdout)).toMatchObject({
      command: "migrate",
      applied: true,
      directory: cwd,
      routes: [
        { route: "/api/late", verdict: "left", reasons: [{ file: "pages/api/late.ts", line: 6 }] },
        { route: "/api/me", verdict: "native", reasons: [], guards: [{ status: 401 }] },
        { route: "/secret", file: "pages/secret.tsx", verdict: "native", reasons: [] },
      ],
      changeSet: { version: 1, counts: { move: 2 } },
    });
  });

  test("--interactive moves what is chosen from the list, and leaves the rest", async () => {
    const wrapped = guarded.replace("async ({ req, res })", "withLog(async ({ req, res })");
    const stays = wrapped.replace("};\n\nexport", "});\n\nexport");
    const cwd = project({ "pages/other.tsx": guarded, "pages/stays.tsx": stays });
    const { exitCode, stdout } = await runFake(["migrate", "--interactive"], {
      ...{ cwd, terminal: true },
      answers: { "Which pages should move?": ["/other"] },
    });
    expect(exitCode).toBe(0);
    expect(existsSync(join(cwd, "app/other/page.tsx"))).toBe(true);
    expect(existsSync(join(cwd, "app/secret"))).toBe(false);
    expect(stdout).toMatch(/left +\/secret .*\n +Not among the routes to move\./);
    expect(stdout).toMatch(/left +\/stays .*\n +(?!Not among)/);
  });

  test("--interactive asks nothing where no page can move", async () => {
    const cwd = project({ "package.json": JSON.stringify({ dependencies: { next: "12.0.0" } }) });
    const { exitCode } = await runFake(["migrate", "--interactive"], { cwd, terminal: true });
    expect(exitCode).toBe(0);
  });

  test("--interactive without a terminal is wrong use", async () => {
    const { exitCode, stderr } = await run("migrate --interactive", project());
    expect(stderr).toContain("Name routes with --only");
    expect(exitCode).toBe(2);
  });

  test("says so where nothing reads a session", async () => {
    const cwd = project({ "pages/secret.tsx": "export default () => null;\n" });
    const { exitCode, stdout } = await run("migrate", cwd);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: "No page and no API route reads a session on the server.\n",
    });
  });

  test("refuses a tree with uncommitted changes, unless it is forced", async () => {
    const cwd = project();
    const before = snapshot(cwd);
    const programs = (command: string) =>
      command.startsWith("git status")
        ? { exitCode: 0, output: " M pages/secret.tsx\n?? notes.txt\n" }
        : undefined;
    const refused = await run("migrate", cwd, { programs });
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toContain("  pages/secret.tsx\n  notes.txt\nCommit or stash them");
    expect(snapshot(cwd)).toEqual(before);
    expect(await run("migrate --force", cwd, { programs })).toMatchObject({ exitCode: 0 });
    expect(snapshot(cwd)).not.toEqual(before);
  });

  test("--only moves what it names, and answers a typo with what was meant", async () => {
    const cwd = project({ "pages/other.tsx": guarded, "pages/third.tsx": guarded });
    const typo = await run("migrate --only /secrte", cwd);
    expect(typo.exitCode).toBe(2);
    expect(typo.stderr).toContain("Did you mean /secret?");
    const both = await run("migrate --only /secret --only /third .", cwd);
    expect(both).toMatchObject({ exitCode: 0 });
    expect(readdirSync(join(cwd, "pages"))).toEqual(["other.tsx"]);
  });

  test("refuses while a page has a syntax error, saying where it is; --only goes round it", async () => {
    const broken = guarded.replace("Secret(", "Secret(((");
    const cwd = project({ "pages/broken.tsx": broken });
    const before = snapshot(cwd);
    const { exitCode, stdout, stderr } = await run("migrate", cwd);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(
      /pages\/broken\.tsx:11: The file cannot be parsed.*\nNothing was written/,
    );
    expect(snapshot(cwd)).toEqual(before);

    expect(await run("migrate --only /secret", cwd)).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(cwd, "pages/broken.tsx"), "utf8")).toBe(broken);
  });

  test("refuses while a page cannot be read", async () => {
    const cwd = project({ "pages/locked.tsx": guarded });
    const before = snapshot(cwd);
    chmodSync(join(cwd, "pages/locked.tsx"), 0o000);
    const { exitCode, stdout, stderr } = await asOrdinaryUser(cwd, () => run("migrate", cwd));
    chmodSync(join(cwd, "pages/locked.tsx"), 0o644);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("pages/locked.tsx cannot be read: permission denied.");
    expect(snapshot(cwd)).toEqual(before);
  });

  test("ends what a killed run began, before it reads the project", async () => {
    const cwd = await halfDone();
    const { exitCode, stderr } = await run("migrate", cwd);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /An earlier run had been interrupted; it was (completed|rolled back) first/,
    );
    expect(existsSync(join(cwd, "one.txt"))).toBe(existsSync(join(cwd, "two.txt")));
  });
});

const guardedApi = `import { getServerSession } from "next-auth/next";
import { authOptions } from "../../lib/auth";

export default async function handler(req, res) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return res.status(401).end();
  res.json(session);
}
`;

describe("undo", () => {
  test("says so where there is nothing to take back: exit 1", async () => {
    const cwd = emptyFolder();
    const { exitCode, stderr } = await run("undo", cwd);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `✖ There is nothing to undo in ${cwd}.\n`,
    });
  });

  test("does not lose an edit made since, unless it is forced", async () => {
    const cwd = project();
    await run("migrate", cwd);
    const page = join(cwd, "app/secret/page.tsx");
    writeFileSync(page, "edited");
    const refused = await run("undo", cwd);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("app/secret/page.tsx");
    expect(readFileSync(page, "utf8")).toBe("edited");
    expect(await run("undo --force", cwd)).toMatchObject({ exitCode: 0 });
    expect(existsSync(page)).toBe(false);
  });

  test("--json lists what was taken back", async () => {
    const cwd = project();
    await run("migrate", cwd);
    const { stdout } = await run("undo --json", cwd);
    const { command, changes } = JSON.parse(stdout);
    expect(command).toBe("undo");
    expect(changes).toContainEqual(
      expect.objectContaining({ kind: "move", from: "pages/secret.tsx" }),
    );
  });
});

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { apply } from "../../src/changeset/apply.ts";
import { ChangeSet } from "../../src/changeset/changeset.ts";
import { directoryTree } from "../../src/changeset/tree.ts";
import { undo } from "../../src/changeset/undo.ts";
import { compose, type Item, scenarios } from "./support/scenario.ts";
import { readTree } from "./support/snapshot.ts";

let home: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "change set ü ")));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function write(root: string, item: Item): void {
  const path = join(root, item.path);
  mkdirSync(dirname(path), { recursive: true });
  if (item.kind === "link") symlinkSync(item.target, path);
  else if (item.kind === "file") writeFileSync(path, item.content);
  else mkdirSync(path, { recursive: true });
  if (item.kind !== "link") chmodSync(path, item.mode);
}

test("on a real disk, apply does what the operations say, and undo is its inverse", async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      const root = join(home, `run ${++count}`);
      mkdirSync(root);
      for (const item of scenario.items) write(root, item);
      const before = readTree(root);
      const { changes, oracle } = compose(directoryTree(root), scenario);
      if (oracle.isContradictory || changes.isEmpty) return;
      await apply(changes, root);
      const after = readTree(root, { journal: false });
      for (const [path, { content }] of oracle.files) {
        expect(after[path]?.slice(11)).toBe(content.toString("latin1"));
      }
      expect(
        Object.keys(after)
          .filter((path) => after[path]?.startsWith("-"))
          .sort(),
      ).toEqual([...oracle.files.keys()].sort());
      await undo(root);
      expect(readTree(root)).toEqual(before);
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 30) },
  );
});

function git(directory: string, ...args: string[]): string {
  const result = spawnSync("git", args, {
    cwd: directory,
    encoding: "utf8",
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_AUTHOR_NAME: "a",
      GIT_AUTHOR_EMAIL: "a@example.com",
      GIT_COMMITTER_NAME: "a",
      GIT_COMMITTER_EMAIL: "a@example.com",
    },
  });
  if (result.status !== 0) throw new Error(`git ${args.join(" ")}: ${result.stderr}`);
  return result.stdout;
}

/** A repository with an app in `apps/web`. */
function repository(): string {
  const root = join(home, "repository");
  mkdirSync(join(root, "apps/web/pages"), { recursive: true });
  writeFileSync(join(root, "apps/web/pages/index.tsx"), "index\r\n");
  writeFileSync(join(root, "apps/web/run.sh"), "#!/bin/sh\n");
  chmodSync(join(root, "apps/web/run.sh"), 0o755);
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-q", "-m", "start");
  return root;
}

test.each([
  ["the root of a checkout", (root: string) => root, "apps/web/"],
  ["a folder of a checkout", (root: string) => join(root, "apps/web"), ""],
  [
    "a linked worktree",
    (root: string) => {
      git(root, "worktree", "add", "-q", "../linked");
      return join(home, "linked/apps/web");
    },
    "",
  ],
])("in %s, git sees the changes only, and none after undo", async (_name, locate, prefix) => {
  const project = locate(repository());
  const changeSet = new ChangeSet(directoryTree(project))
    .move(`${prefix}pages/index.tsx`, `${prefix}app/page.tsx`)
    .edit(`${prefix}run.sh`, "#!/bin/sh\necho\n");
  await apply(changeSet, project);
  const status = () => git(project, "status", "--porcelain", "--untracked-files=all", ".");
  expect(status().replaceAll("apps/web/", "").split("\n").sort()).toEqual([
    "",
    " D pages/index.tsx",
    " M run.sh",
    "?? app/page.tsx",
  ]);
  await undo(project);
  expect(status()).toBe("");
  expect(existsSync(join(project, ".create-session-app"))).toBe(false);
});

test("the journal is nobody else's to read", async () => {
  const root = join(home, "site");
  mkdirSync(root);
  writeFileSync(join(root, ".env"), "SECRET=old\n");
  writeFileSync(join(root, "gone"), "SECRET=gone\n");
  await apply(new ChangeSet(directoryTree(root)).edit(".env", "SECRET=new\n").delete("gone"), root);
  const journal = join(root, ".create-session-app");
  const open: string[] = [];
  for (const path of readdirSync(journal, { recursive: true, encoding: "utf8" })) {
    if ((lstatSync(join(journal, path)).mode & 0o077) !== 0) open.push(path);
  }
  expect(open).toEqual([]);
  expect(lstatSync(journal).mode & 0o777).toBe(0o700);
});

test("an empty folder stays the same folder, so that a shell in it stays in the project", async () => {
  const root = join(home, "site");
  mkdirSync(root);
  chmodSync(root, 0o750);
  const before = statSync(root);
  await apply(new ChangeSet().create("package.json", "{}\n"), root);
  expect(statSync(root)).toMatchObject({ ino: before.ino, mode: before.mode });
});

test("a project behind a link is changed in its place", async () => {
  mkdirSync(join(home, "real"));
  symlinkSync("real", join(home, "link"));
  await apply(new ChangeSet().create("a.txt", "a"), join(home, "link"));
  expect(existsSync(join(home, "real/a.txt"))).toBe(true);
  await undo(join(home, "link"));
  expect(readdirSync(join(home, "real"))).toEqual([]);
});

test("a root that is a file is refused", async () => {
  writeFileSync(join(home, "file"), "mine");
  const attempt = apply(new ChangeSet().create("a", ""), join(home, "file"));
  await expect(attempt).rejects.toThrow(/is not a folder. Nothing was written/);
  expect(directoryTree(home).read("file/below")).toBeUndefined();
  const below = apply(new ChangeSet().create("a", ""), join(home, "file/below"));
  await expect(below).rejects.toThrow(/Nothing was changed/);
});

function resize(disk: string, kilobytes: number): void {
  const { status } = spawnSync("mount", ["-o", `remount,size=${kilobytes}k`, disk]);
  expect(status).toBe(0);
}

/** A file system of a few kilobytes; only root may mount one. */
function smallDisk(kilobytes: number): string | undefined {
  const disk = join(tmpdir(), `small-disk-${process.pid}`);
  mkdirSync(disk, { recursive: true });
  const options = `size=${kilobytes}k,mode=700`;
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", disk]).status === 0;
  if (!mounted) rmSync(disk, { recursive: true });
  return mounted ? disk : undefined;
}

test("on a disk that is full, the tree is as before", async (context) => {
  const disk = smallDisk(256);
  if (disk === undefined) return context.skip("mounting a small disk needs root");
  try {
    const root = join(disk, "site");
    mkdirSync(join(root, "pages"), { recursive: true });
    for (let n = 0; n < 10; n++) writeFileSync(join(root, `pages/${n}.tsx`), "x".repeat(8_000));
    const before = readTree(disk);
    let refused = 0;
    for (let size = 2_000; size < 20_000; size += 1_000) {
      const changeSet = new ChangeSet(directoryTree(root));
      for (let n = 0; n < 10; n++) {
        changeSet.move(`pages/${n}.tsx`, `app/${n}/page.tsx`, "y".repeat(size));
      }
      const inPlace = apply(changeSet, root).then(
        () => undefined,
        (error: unknown) => error,
      );
      const error = await inPlace;
      if (error === undefined) {
        // Undo stages copies too: it needs as much space as apply did.
        resize(disk, 1024);
        await undo(root);
        resize(disk, 256);
      } else {
        refused++;
        expect(String(error)).toMatch(
          /^ChangeSetError: app\/\d\/page.tsx cannot be written: no space is left on the disk \(ENOSPC\)/,
        );
      }
      expect(readTree(disk)).toEqual(before);
      const fresh = new ChangeSet();
      for (let n = 0; n < 120; n++) fresh.create(`${n}.tsx`, "z".repeat(size));
      await expect(apply(fresh, join(disk, "new"))).rejects.toThrow(
        "(ENOSPC). Nothing was changed.",
      );
      expect(readTree(disk)).toEqual(before);
    }
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(18);
  } finally {
    spawnSync("umount", [disk]);
    rmSync(disk, { recursive: true, force: true });
  }
});

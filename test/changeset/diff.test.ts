import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apply } from "../../src/changeset/apply.ts";
import { ChangeSet } from "../../src/changeset/changeset.ts";
import { isBinary, isSecret, renderDiff } from "../../src/changeset/diff.ts";
import { directoryTree } from "../../src/changeset/tree.ts";
import { compose, type Item, scenarios } from "./support/scenario.ts";
import { readTree } from "./support/snapshot.ts";

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "diff-"));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function write(root: string, items: readonly Item[]): void {
  mkdirSync(root);
  for (const item of items) {
    if (item.kind !== "file") continue;
    mkdirSync(join(root, dirname(item.path)), { recursive: true });
    writeFileSync(join(root, item.path), item.content);
    chmodSync(join(root, item.path), item.mode & 0o100 ? 0o755 : 0o644);
  }
}

/** Files with content and whether they can be run, which is all that Git knows of them. */
function files(root: string): Record<string, string> {
  const tree = Object.entries(readTree(root, { journal: false }));
  return Object.fromEntries(
    tree
      .filter(([, entry]) => entry.startsWith("-"))
      .map(([path, entry]) => [path, `${entry[3]} ${entry.slice(11)}`]),
  );
}

test("git apply makes of the diff what apply makes of the change set", async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(scenarios, async ({ items, operations }) => {
      const scenario = {
        items: items.filter(({ kind }) => kind === "file"),
        operations: operations.map((o) => ({ ...o, mode: o.mode && (o.mode & 0o111) | 0o644 })),
      };
      const [ours, gits] = [join(home, `ours ${++count}`), join(home, `git ${count}`)];
      for (const root of [ours, gits]) write(root, scenario.items);
      const { changes, oracle } = compose(directoryTree(ours), scenario);
      const list = changes.changes();
      fc.pre(!oracle.isContradictory && list.length > 0 && !list.some(isBinary));
      await apply(changes, ours);
      const diff = renderDiff(list);
      const git = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], {
        cwd: gits,
        input: diff,
        encoding: "utf8",
        env: { ...process.env, GIT_CEILING_DIRECTORIES: home },
      });
      expect(git.stderr + diff).toBe(diff);
      expect(files(gits)).toEqual(files(ours));
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 20) },
  );
});

const text = (name: string, content: string | Buffer) => new ChangeSet().create(name, content);
const base = (content: string | Buffer, mode = 0o644) =>
  new ChangeSet({
    read: (path) => (path === "a" ? Buffer.from(content) : undefined),
    mode: () => mode,
  });

test.each<[string, ChangeSet, string[]]>([
  [
    "a new file",
    text("a", "one\n"),
    ["new file mode 100644", "--- /dev/null", "+++ b/a", "@@ -0,0 +1,1 @@", "+one"],
  ],
  ["an empty new file", text("a", ""), ["new file mode 100644"]],
  [
    "an edit without a last line end",
    base("one\ntwo").edit("a", "one\nthree"),
    [
      "--- a/a",
      "+++ b/a",
      "@@ -1,2 +1,2 @@",
      " one",
      "-two",
      "\\ No newline at end of file",
      "+three",
      "\\ No newline at end of file",
    ],
  ],
  [
    "a mode",
    base("one\n").edit("a", "one\n", { mode: 0o755 }),
    ["old mode 100644", "new mode 100755"],
  ],
  [
    "a deleted file that can be run",
    base("one\n", 0o755).delete("a"),
    ["deleted file mode 100755", "--- a/a", "+++ /dev/null", "@@ -1,1 +0,0 @@", "-one"],
  ],
  [
    "a new binary file",
    text("a", Buffer.from([0, 1, 2])),
    ["new file mode 100644", "Binary files /dev/null and b/a differ"],
  ],
  [
    "an edit of bytes that are no UTF-8",
    base(Buffer.from([0xe9])).edit("a", "é"),
    ["Binary files a/a and b/a differ"],
  ],
])("%s", (_name, changeSet, expected) => {
  expect(renderDiff(changeSet.changes())).toBe(["diff --git a/a b/a", ...expected, ""].join("\n"));
});

test("a move names both ends", () => {
  expect(renderDiff(base("one\n").move("a", "b/c d").changes())).toBe(
    "diff --git a/a b/b/c d\nrename from a\nrename to b/c d\n",
  );
});

test("secrets are not shown", () => {
  const changes = new ChangeSet()
    .create(".env.local", "A=hidden\n")
    .create("config/.env", "A=hidden\n")
    .create("key.pem", "hidden\n", { mode: 0o600 })
    .create(".env.example", "A=shown\n")
    .create("environment.ts", "shown\n")
    .changes();
  expect(changes.filter(isSecret).map(({ path }) => path)).toEqual([
    ".env.local",
    "config/.env",
    "key.pem",
  ]);
  expect(renderDiff(changes)).not.toContain("hidden");
  expect(renderDiff(changes).match(/shown$/gm)).toHaveLength(2);
});

test("long files that have nothing in common are replaced, quickly", () => {
  const lines = (word: string) =>
    Array.from({ length: 20_000 }, (_, n) => `${word} ${n}\n`).join("");
  const begin = performance.now();
  const diff = renderDiff(base(lines("old")).edit("a", lines("new")).changes());
  expect(performance.now() - begin).toBeLessThan(10_000);
  expect(diff).toContain("@@ -1,20000 +1,20000 @@");
  expect(diff.split("\n")).toHaveLength(40_000 + 5);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { apply } from "../../src/changeset/apply.ts";
import { ChangeSetError } from "../../src/changeset/change.ts";
import type { FileSystem } from "../../src/changeset/filesystem.ts";
import { journalFolder } from "../../src/changeset/path.ts";
import { recover } from "../../src/changeset/recover.ts";
import { directoryTree } from "../../src/changeset/tree.ts";
import { undo } from "../../src/changeset/undo.ts";
import { counted, fullFrom, killedAt, type Moment, refusedAt } from "./support/faults.ts";
import { MemoryFileSystem } from "./support/memory.ts";
import { processes } from "./support/processes.ts";
import { compose, type Scenario, scenarios } from "./support/scenario.ts";

const root = "/home/site";
const runs = Number(process.env.FUZZ_RUNS ?? 40);

/** The process that is killed, and the one that comes after it. */
const first = processes(100);
const second = processes(200);

function build({ items }: Scenario): MemoryFileSystem {
  const fs = new MemoryFileSystem().addDirectory(root);
  for (const item of items) {
    const at = `${root}/${item.path}`;
    if (item.kind === "file") fs.addFile(at, item.content, item.mode);
    else if (item.kind === "directory") fs.addDirectory(at, item.mode);
    else fs.addLink(at, item.target);
  }
  return fs;
}

function tree(fs: MemoryFileSystem): Record<string, string> {
  return fs.snapshot(root, journalFolder);
}

/** Applies to a copy: the tree that comes out, or `undefined` where the change set is refused. */
async function outcome(fs: MemoryFileSystem, scenario: Scenario) {
  const copy = fs.clone();
  const { changes, oracle } = compose(directoryTree(root, copy), scenario);
  try {
    await apply(changes, root, { fs: copy, processes: first });
    return { fs: copy, changes, oracle };
  } catch (error) {
    if (!(error instanceof ChangeSetError)) throw error;
    expect(copy.snapshot("/")).toEqual(fs.snapshot("/"));
    expect(oracle.isContradictory, error.message).toBe(true);
    return undefined;
  }
}

/** Nothing of the machinery is left but, perhaps, the journal that `undo` reads. */
function expectTidy(fs: MemoryFileSystem): void {
  const left = Object.keys(fs.snapshot(`${root}/${journalFolder}`));
  expect(left.filter((path) => !/^(?:|\.gitignore|applied.*)$/.test(path))).toEqual([]);
}

test("apply does what the operations say, and undo is its inverse", async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      const fs = build(scenario);
      const before = fs.snapshot("/");
      const applied = await outcome(fs, scenario);
      if (!applied) return;
      const after = tree(applied.fs);
      const files = Object.keys(after).filter((path) => after[path]?.startsWith("file"));
      expect(files.sort()).toEqual([...applied.oracle.files.keys()].sort());
      for (const [path, { content, mode }] of applied.oracle.files) {
        const modes = mode === undefined ? "[0-7]+" : mode.toString(8);
        expect(after[path]).toMatch(new RegExp(`^file ${modes} `));
        expect(after[path]?.replace(/^file \d+ /, "")).toBe(content.toString("latin1"));
      }
      const folders = Object.keys(after).filter((path) => after[path]?.startsWith("directory"));
      expect(folders.filter(Boolean).sort()).toEqual([...applied.oracle.folders()].sort());
      if (applied.changes.isEmpty) return;
      await undo(root, { fs: applied.fs, processes: second });
      expect(applied.fs.snapshot("/")).toEqual(before);
    }),
    { numRuns: runs * 10 },
  );
});

const powerCuts = fc.constantFrom("none" as const, "lost" as const, "kept" as const);
const moments = fc.constantFrom<Moment[]>("before", "within", "after");

test("killed at any write, apply is recovered to before or complete", async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, moments, powerCuts, async (scenario, moment, powerCut) => {
      const fs = build(scenario);
      const applied = await outcome(fs, scenario);
      if (!applied || applied.changes.isEmpty) return;
      const [before, after] = [tree(fs), tree(applied.fs)];
      const total = await countWrites(fs, (counting) => {
        return apply(compose(directoryTree(root, counting), scenario).changes, root, {
          fs: counting,
          processes: first,
        });
      });
      for (let n = 1; n <= total; n++) {
        const disk = fs.clone();
        const { changes } = compose(directoryTree(root, disk), scenario);
        const dying = killedAt(disk, n, moment);
        await apply(changes, root, { fs: dying, processes: first }).catch(() => {});
        if (powerCut !== "none") disk.cutPower(powerCut);
        const recovery = recover(root, { fs: disk, processes: second });
        const now = tree(disk);
        expectOneOf(now, before, after, `write ${n} ${moment}`);
        if (recovery) expect(now).toEqual(recovery.outcome === "completed" ? after : before);
        expectTidy(disk);
        if (JSON.stringify(now) === JSON.stringify(after)) {
          await undo(root, { fs: disk, processes: second });
          expect(tree(disk)).toEqual(before);
        }
      }
    }),
    { numRuns: runs },
  );
});

test("killed at any write, undo is recovered to applied or taken back", async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, moments, powerCuts, async (scenario, moment, powerCut) => {
      const fs = build(scenario);
      const applied = await outcome(fs, scenario);
      if (!applied || applied.changes.isEmpty) return;
      const [before, after] = [tree(fs), tree(applied.fs)];
      const total = await countWrites(applied.fs, (counting) => {
        return undo(root, { fs: counting, processes: first });
      });
      for (let n = 1; n <= total; n++) {
        const disk = applied.fs.clone();
        const dying = killedAt(disk, n, moment);
        await undo(root, { fs: dying, processes: first }).catch(() => {});
        if (powerCut !== "none") disk.cutPower(powerCut);
        recover(root, { fs: disk, processes: second });
        expectOneOf(tree(disk), before, after, `write ${n} ${moment}`);
        expectTidy(disk);
      }
    }),
    { numRuns: runs },
  );
});

test("killed while recovering from a kill, the next recovery ends it", async () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(scenarios, moments, share, share, async (scenario, moment, early, late) => {
      const fs = build(scenario);
      const applied = await outcome(fs, scenario);
      if (!applied || applied.changes.isEmpty) return;
      const { changes } = applied;
      const total = await countWrites(fs, (counting) =>
        apply(changes, root, { fs: counting, processes: first }),
      );
      const n = 1 + Math.floor(early * total);
      await apply(changes, root, { fs: killedAt(fs, n, moment), processes: first }).catch(() => {});
      const before = tree(build(scenario));
      const left = await countWrites(fs, async (counting) => {
        recover(root, { fs: counting, processes: second });
      });
      const m = 1 + Math.floor(late * left);
      try {
        recover(root, { fs: killedAt(fs, m, moment), processes: second });
      } catch {
        // Killed.
      }
      recover(root, { fs, processes: processes(300) });
      expectOneOf(tree(fs), before, tree(applied.fs), `writes ${n} and ${m} ${moment}`);
      expectTidy(fs);
    }),
    { numRuns: runs * 10 },
  );
});

test.each([
  ["no space is left on the disk (ENOSPC)", (fs: FileSystem, n: number) => fullFrom(fs, n)],
  ["permission denied (EACCES)", (fs: FileSystem, n: number) => refusedAt(fs, n, "EACCES")],
  [
    "the file system is read-only (EROFS)",
    (fs: FileSystem, n: number) => refusedAt(fs, n, "EROFS"),
  ],
  ["the disk reported an error (EIO)", (fs: FileSystem, n: number) => refusedAt(fs, n, "EIO")],
])("when the system says %s, the tree is as before and the error says so", async (words, fault) => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      const fs = build(scenario);
      const applied = await outcome(fs, scenario);
      if (!applied || applied.changes.isEmpty) return;
      const { changes } = applied;
      const [before, after] = [tree(fs), tree(applied.fs)];
      const total = await countWrites(fs, (counting) =>
        apply(changes, root, { fs: counting, processes: first }),
      );
      for (let n = 1; n <= total; n++) {
        const disk = fs.clone();
        const error = await apply(changes, root, { fs: fault(disk, n), processes: first }).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error === undefined) {
          // The refused write was none that the result depends on: taking the lock away.
          expect(tree(disk)).toEqual(after);
          continue;
        }
        if (!(error instanceof ChangeSetError)) throw error;
        expect(error.message).toContain(words);
        expect(tree(disk)).toEqual(error.reason === "unrecorded" ? after : before);
        expect(["failed", "unrecorded"]).toContain(error.reason);
        recover(root, { fs: disk, processes: second });
        expect(tree(disk)).toEqual(error.reason === "unrecorded" ? after : before);
        expectTidy(disk);
      }
    }),
    { numRuns: runs },
  );
});

test("killed while taking a refused apply back, recovery ends it", async () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(scenarios, moments, share, async (scenario, moment, late) => {
      const fs = build(scenario);
      const applied = await outcome(fs, scenario);
      if (!applied || applied.changes.isEmpty) return;
      const { changes } = applied;
      const [before, after] = [tree(fs), tree(applied.fs)];
      const total = await countWrites(fs, (counting) =>
        apply(changes, root, { fs: counting, processes: first }),
      );
      for (let n = 1; n <= total; n++) {
        const disk = fs.clone();
        const m = n + Math.floor(((late + n / 7) % 1) * (total - n + 10));
        const dying = killedAt(refusedAt(disk, n, "EACCES"), m, moment);
        await apply(changes, root, { fs: dying, processes: first }).catch(() => {});
        recover(root, { fs: disk, processes: second });
        expectOneOf(tree(disk), before, after, `refused ${n}, killed ${m} ${moment}`);
        expectTidy(disk);
      }
    }),
    { numRuns: runs * 4 },
  );
});

async function countWrites(
  fs: MemoryFileSystem,
  action: (fs: FileSystem) => Promise<unknown>,
): Promise<number> {
  const counting = counted(fs.clone());
  await action(counting.fs);
  return counting.count();
}

function expectOneOf(
  now: Record<string, string>,
  before: Record<string, string>,
  after: Record<string, string>,
  when: string,
): void {
  const isBefore = JSON.stringify(now) === JSON.stringify(before);
  if (!isBefore) expect(now, when).toEqual(after);
}

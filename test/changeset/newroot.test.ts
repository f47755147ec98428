import { expect, test } from "vitest";
import { apply } from "../../src/changeset/apply.ts";
import { ChangeSet } from "../../src/changeset/changeset.ts";
import { journalFolder } from "../../src/changeset/path.ts";
import { recover } from "../../src/changeset/recover.ts";
import { undo } from "../../src/changeset/undo.ts";
import { counted, fullFrom, killedAt, type Moment } from "./support/faults.ts";
import { MemoryFileSystem } from "./support/memory.ts";
import { processes } from "./support/processes.ts";

const root = "/home/apps/web/site";
const first = processes(100);
const second = processes(200);

const changes = new ChangeSet()
  .create("app/page.tsx", "export default function Page() {}\n")
  .create("app/(auth)/login/page.tsx", "login\n")
  .create(".env.local", "SECRET=1\n", { mode: 0o600 })
  .create("package.json", "{}\n");

function emptyHome(): MemoryFileSystem {
  return new MemoryFileSystem().addDirectory("/home").addFile("/home/notes.txt", "mine");
}

/** The tree without the journal, and without what a lock leaves for the next run to remove. */
function tree(fs: MemoryFileSystem): Record<string, string> {
  return fs.snapshot("/", journalFolder);
}

const before = tree(emptyHome());
const complete = await (async () => {
  const fs = emptyHome();
  await apply(changes, root, { fs, processes: first });
  return tree(fs);
})();

test("a new project appears with all its folders", () => {
  expect(Object.keys(complete)).toContain("home/apps/web/site/app/(auth)/login/page.tsx");
  expect(complete["home/apps/web/site/.env.local"]).toBe("file 600 SECRET=1\n");
});

const moments: Moment[] = ["before", "within", "after"];

test.each(moments)(
  "killed %s any write, nothing or all of a new project is there",
  async (moment) => {
    const counting = counted(emptyHome());
    await apply(changes, root, { fs: counting.fs, processes: first });
    for (let n = 1; n <= counting.count(); n++) {
      for (const names of ["lost", "kept", "no cut"] as const) {
        const fs = emptyHome();
        await apply(changes, root, { fs: killedAt(fs, n, moment), processes: first }).catch(
          () => {},
        );
        if (names !== "no cut") fs.cutPower(names);
        // One rename makes all of it visible: there is no moment at which a part of it is.
        const isVisible = Object.keys(tree(fs)).some((path) => path.startsWith("home/apps"));
        if (isVisible) expect(tree(fs), `write ${n}`).toEqual(complete);
        recover(root, { fs, processes: second });
        const isBefore = JSON.stringify(tree(fs)) === JSON.stringify(before);
        if (!isBefore) expect(tree(fs), `write ${n}`).toEqual(complete);
        if (isBefore) await apply(changes, root, { fs, processes: second });
        expect(tree(fs), `write ${n}, then again`).toEqual(complete);
      }
    }
  },
);

test("on a full disk nothing of a new project is left", async () => {
  const counting = counted(emptyHome());
  await apply(changes, root, { fs: counting.fs, processes: first });
  let refused = 0;
  for (let n = 1; n <= counting.count(); n++) {
    const fs = emptyHome();
    try {
      await apply(changes, root, { fs: fullFrom(fs, n), processes: first });
      expect(tree(fs)).toEqual(complete);
    } catch (error) {
      refused++;
      expect(String(error)).toMatch(/no space is left on the disk \(ENOSPC\). Nothing was changed/);
      expect(fs.snapshot("/")).toEqual(emptyHome().snapshot("/"));
    }
  }
  expect(refused).toBeGreaterThan(5);
});

test("undo of a new project removes its folders, but not the ones that hold something else", async () => {
  const fs = emptyHome();
  await apply(changes, root, { fs, processes: first });
  fs.addFile("/home/apps/other/file", "mine");
  await undo(root, { fs, processes: second });
  expect(fs.snapshot("/home/apps")).toEqual({
    "": "directory 755",
    other: "directory 755",
    "other/file": "file 644 mine",
  });
});

test("killed at any write, undo of a new project is recovered to complete or no file", async () => {
  const applied = emptyHome();
  await apply(changes, root, { fs: applied, processes: first });
  const counting = counted(applied.clone());
  await undo(root, { fs: counting.fs, processes: first });
  const seen = { complete: 0, nothing: 0, folders: 0 };
  for (let n = 1; n <= counting.count(); n++) {
    const fs = applied.clone();
    await undo(root, { fs: killedAt(fs, n, "after"), processes: first }).catch(() => {});
    recover(root, { fs, processes: second });
    const now = tree(fs);
    if (Object.keys(now).length === Object.keys(complete).length) {
      expect(now).toEqual(complete);
      seen.complete++;
    } else if (JSON.stringify(now) === JSON.stringify(before)) seen.nothing++;
    else {
      // With the journal gone, nobody knows any more that the empty folders were made.
      const folders = ["", "home", "home/apps", "home/apps/web", "home/apps/web/site"];
      expect([...folders, "home/notes.txt"]).toEqual(expect.arrayContaining(Object.keys(now)));
      seen.folders++;
    }
  }
  expect(seen.complete).toBeGreaterThan(10);
  expect(seen.nothing).toBeGreaterThan(10);
});

test("a folder that is not ours is not cleared away", async () => {
  const fs = emptyHome().addFile("/home/.site.create-session-app/precious", "mine");
  const attempt = apply(changes, "/home/site", { fs, processes: first });
  await expect(attempt).rejects.toThrow("/home/.site.create-session-app is in the way");
  expect(fs.snapshot("/home/.site.create-session-app")).toHaveProperty("precious");
});

test("two runs that make the same project: the second names the first", async () => {
  const fs = emptyHome();
  await apply(changes, root, { fs: killedAt(fs, 20, "after"), processes: first }).catch(() => {});
  const alive = processes(200, [100]);
  await expect(apply(changes, root, { fs, processes: alive })).rejects.toThrow(/process 100/);
});

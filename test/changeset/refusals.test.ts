import { createHash } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { apply } from "../../src/changeset/apply.ts";
import { ChangeSet } from "../../src/changeset/changeset.ts";
import { recover } from "../../src/changeset/recover.ts";
import { directoryTree } from "../../src/changeset/tree.ts";
import { undo } from "../../src/changeset/undo.ts";
import { killedAt, refusedAt } from "./support/faults.ts";
import { MemoryFileSystem } from "./support/memory.ts";
import { processes } from "./support/processes.ts";

const root = "/home/site";
const first = processes(100);
const second = processes(200);

let fs: MemoryFileSystem;
beforeEach(() => {
  fs = new MemoryFileSystem()
    .addFile("/home/secret.txt", "outside")
    .addFile(`${root}/app/page.tsx`, "page")
    .addFile(`${root}/README.md`, "# Site\n")
    .addLink(`${root}/out`, "/home")
    .addLink(`${root}/pages`, "app")
    .addLink(`${root}/notes.txt`, "../secret.txt")
    .addLink(`${root}/linked.md`, "README.md")
    .addLink(`${root}/dangling`, "nowhere");
});

const changes = () => new ChangeSet(directoryTree(root, fs));

/** Applies, expects a refusal, and that nothing at all has changed. */
async function expectRefused(changeSet: ChangeSet, message: RegExp, paths: string[]) {
  const before = fs.snapshot("/");
  const error = await apply(changeSet, root, { fs, processes: first }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(String(error)).toMatch(message);
  expect(String(error)).toMatch(/Nothing was written/);
  expect(error).toMatchObject({ paths });
  expect(fs.snapshot("/")).toEqual(before);
}

test("links that leave the project are not followed, neither to read nor to write", async () => {
  const tree = directoryTree(root, fs);
  expect(tree.read("out/secret.txt")).toBeUndefined();
  expect(tree.read("notes.txt")).toBeUndefined();
  expect(tree.read("dangling")).toBeUndefined();
  const leaves = /goes through a symbolic link that leaves the project/;
  await expectRefused(changes().create("out/new.txt", ""), leaves, ["out/new.txt"]);
  await expectRefused(changes().create("notes.txt", ""), leaves, ["notes.txt"]);
  await expectRefused(changes().create("dangling", ""), leaves, ["dangling"]);
  await expectRefused(changes().create("dangling/x", ""), leaves, ["dangling/x"]);
});

test("a link within the project is followed, and stays a link", async () => {
  const changeSet = changes().edit("pages/page.tsx", "new").edit("linked.md", "# New\n");
  await apply(changeSet, root, { fs, processes: first });
  expect(fs.snapshot(root)).toMatchObject({
    pages: "link to app",
    "app/page.tsx": "file 644 new",
    "linked.md": "link to README.md",
    "README.md": "file 644 # New\n",
  });
  await undo(root, { fs, processes: second });
  expect(fs.snapshot(root)).toMatchObject({ "app/page.tsx": "file 644 page" });
});

test("a link itself is neither moved nor deleted", async () => {
  const isLink = /linked.md is a symbolic link; change what it points to/;
  await expectRefused(changes().delete("linked.md"), isLink, ["linked.md"]);
  await expectRefused(changes().move("linked.md", "x.md"), isLink, ["linked.md"]);
});

test("one file under two names is changed under one of them", async () => {
  const changeSet = changes().edit("pages/page.tsx", "1").edit("app/page.tsx", "2");
  await expectRefused(changeSet, /are the same file/, ["pages/page.tsx"]);
});

test("a link that appears after the change set was computed is not followed", async () => {
  const changeSet = changes().edit("app/page.tsx", "new");
  fs.removeFile(`${root}/app/page.tsx`);
  fs.removeDirectory(`${root}/app`);
  fs.addLink(`${root}/app`, "/home");
  fs.addFile("/home/page.tsx", "page");
  await expectRefused(changeSet, /leaves the project/, ["app/page.tsx"]);
});

test("every file that is in the way is named", async () => {
  const changeSet = changes()
    .edit("app/page.tsx", "new")
    .delete("README.md")
    .create("app/new.tsx", "");
  fs.addFile(`${root}/app/page.tsx`, "edited");
  fs.removeFile(`${root}/README.md`);
  fs.addFile(`${root}/app/new.tsx`, "somebody's");
  const message =
    /Nothing was written:\n\s+README.md is gone\n\s+app\/new.tsx exists already\n\s+app\/page.tsx was changed/;
  await expectRefused(changeSet, message, ["README.md", "app/new.tsx", "app/page.tsx"]);
});

test("a folder is not replaced by a file, nor a file by a folder", async () => {
  await expectRefused(changes().create("app", ""), /app is a folder/, ["app"]);
  const changeSet = changes().create("docs/a.md", "");
  fs.addFile(`${root}/docs`, "a file");
  await expectRefused(changeSet, /docs is a file where a folder is needed/, ["docs"]);
});

test.each([
  ["readme.md", "README.md"],
  ["App/layout.tsx", "app"],
  ["APP/page.tsx", "app"],
])("%s clashes with %s on the disk", async (path, other) => {
  const message = new RegExp(`${path} clashes with ${other}`);
  await expectRefused(changes().create(path, ""), message, [path]);
});

test("two new names clash with each other", async () => {
  const changeSet = changes().create("docs/Guide.md", "").create("docs/guide.md", "");
  await expectRefused(changeSet, /docs\/guide.md clashes with docs\/Guide.md/, ["docs/guide.md"]);
  const accents = changes().create("\u00e9.md", "").create("e\u0301.md", "");
  await expectRefused(accents, /clashes with/, ["\u00e9.md"]);
});

test("a file may be renamed to another case, on every kind of disk", async () => {
  for (const ignoresCase of [false, true]) {
    fs = new MemoryFileSystem({ ignoresCase })
      .addFile(`${root}/Pages/Index.tsx`, "index")
      .addFile(`${root}/Readme.md`, "readme");
    const before = fs.snapshot(root);
    const changeSet = changes()
      .move("Pages/Index.tsx", "pages/index.tsx")
      .move("Readme.md", "README.md");
    await apply(changeSet, root, { fs, processes: first });
    expect(fs.snapshot(root, ".create-session-app")).toEqual({
      "": "directory 755",
      "README.md": "file 644 readme",
      pages: "directory 755",
      "pages/index.tsx": "file 644 index",
    });
    await undo(root, { fs, processes: second });
    expect(fs.snapshot(root)).toEqual(before);
  }
});

test("killed while renaming to another case, on a disk that ignores case", async () => {
  const seen = new Set<string>();
  for (let n = 1; n < 60; n++) {
    fs = new MemoryFileSystem({ ignoresCase: true }).addFile(`${root}/Pages/Index.tsx`, "index");
    const changeSet = changes().move("Pages/Index.tsx", "pages/index.tsx");
    const dying = killedAt(fs, n, "after");
    await apply(changeSet, root, { fs: dying, processes: first }).catch(() => {});
    recover(root, { fs, processes: second });
    const files = Object.keys(fs.snapshot(root, ".create-session-app"));
    seen.add(files.join());
  }
  expect([...seen]).toEqual([",Pages,Pages/Index.tsx", ",pages,pages/index.tsx"]);
});

test("a file is not read under a name in another case", () => {
  fs = new MemoryFileSystem({ ignoresCase: true }).addFile(`${root}/README.md`, "readme");
  expect(directoryTree(root, fs).read("readme.md")).toBeUndefined();
  expect(directoryTree(root, fs).read("README.md")?.toString()).toBe("readme");
});

test("undo refuses a file that was edited since, unless it is forced", async () => {
  const before = fs.snapshot("/");
  const changeSet = changes().edit("README.md", "ours").create("app/new.tsx", "ours");
  await apply(changeSet, root, { fs, processes: first });
  fs.addFile(`${root}/app/new.tsx`, "theirs");
  const refused = undo(root, { fs, processes: second });
  await expect(refused).rejects.toThrow(
    "app/new.tsx was edited after it was written. Nothing was written.",
  );
  expect(fs.snapshot(root)).toMatchObject({
    "app/new.tsx": "file 644 theirs",
    "README.md": "file 644 ours",
  });
  await undo(root, { fs, processes: second, force: true });
  expect(fs.snapshot("/")).toEqual(before);
});

test("undo keeps a folder that somebody has put a file into", async () => {
  await apply(changes().create("lib/session.ts", ""), root, { fs, processes: first });
  fs.addFile(`${root}/lib/mine.ts`, "mine");
  await undo(root, { fs, processes: second });
  expect(fs.snapshot(`${root}/lib`)).toEqual({ "": "directory 755", "mine.ts": "file 644 mine" });
});

test("what somebody puts into the folders of an interrupted run stays there", async () => {
  const changeSet = changes().create("lib/session.ts", "ours").move("app/page.tsx", "lib/page.tsx");
  const start = fs.clone();
  const kept = { lib: 0, app: 0 };
  for (let n = 1; n < 50; n++) {
    for (const folder of ["lib", "app"] as const) {
      fs = start.clone();
      const dying = killedAt(fs, n, "after");
      await apply(changeSet, root, { fs: dying, processes: first }).catch(() => {});
      if (!fs.info(`${root}/${folder}`)) continue;
      fs.addFile(`${root}/${folder}/mine.ts`, "mine");
      const end = n % 2 === 0 ? async () => recover(root, { fs, processes: second }) : undefined;
      await (end?.() ?? undo(root, { fs, processes: second }).catch(() => {}));
      expect(fs.snapshot(root)).toMatchObject({ [`${folder}/mine.ts`]: "file 644 mine" });
      kept[folder]++;
    }
  }
  expect(Math.min(kept.lib, kept.app)).toBeGreaterThan(5);
});

test("undo takes one change set back, and there is nothing after that", async () => {
  await apply(changes().create("one", ""), root, { fs, processes: first });
  await apply(changes().create("two", ""), root, { fs, processes: first });
  await undo(root, { fs, processes: first });
  expect(Object.keys(fs.snapshot(root))).toContain("one");
  expect(Object.keys(fs.snapshot(root))).not.toContain("two");
  await expect(undo(root, { fs, processes: first })).rejects.toThrow(/There is nothing to undo/);
});

test("an interrupted run that was edited since is neither completed nor taken back", async () => {
  const changeSet = changes().edit("README.md", "ours").edit("app/page.tsx", "ours");
  const isStaged = (n: number) => {
    const copy = fs.clone();
    return apply(changeSet, root, { fs: killedAt(copy, n, "after"), processes: first }).catch(
      () => copy,
    );
  };
  // The first write after which one of the two files is new and the other is old.
  let half: MemoryFileSystem | undefined;
  for (let n = 1; half === undefined; n++) {
    const copy = await isStaged(n);
    if (!(copy instanceof MemoryFileSystem)) throw new Error("never half done");
    const tree = fs.snapshot(root, ".create-session-app");
    const now = copy.snapshot(root, ".create-session-app");
    if (now["README.md"] !== tree["README.md"] && now["app/page.tsx"] === tree["app/page.tsx"]) {
      half = copy;
    }
  }
  fs = half;
  fs.addFile(`${root}/app/page.tsx`, "theirs");
  const stuck = /was interrupted, and edited since: app\/page.tsx/;
  expect(() => recover(root, { fs, processes: second })).toThrow(stuck);
  await expect(apply(changes().create("x", ""), root, { fs, processes: second })).rejects.toThrow(
    stuck,
  );
  expect(fs.snapshot(root)).toMatchObject({ "app/page.tsx": "file 644 theirs" });
  await undo(root, { fs, processes: second });
  expect(fs.snapshot(root, ".create-session-app")).toMatchObject({
    "README.md": "file 644 # Site\n",
    "app/page.tsx": "file 644 theirs",
  });
});

test("undo of an interrupted run takes that run back, not the one before it", async () => {
  await apply(changes().create("one", "1"), root, { fs, processes: first });
  const before = fs.snapshot(root, ".create-session-app");
  const changeSet = changes().edit("README.md", "ours").edit("app/page.tsx", "ours");
  await apply(changeSet, root, { fs: killedAt(fs, 22, "after"), processes: first }).catch(() => {});
  expect(fs.snapshot(root)).toHaveProperty([".create-session-app/pending/journal.json"]);
  await undo(root, { fs, processes: second });
  expect(fs.snapshot(root, ".create-session-app")).toEqual(before);
});

test("while another run is at work, a run refuses and names its process", async () => {
  fs.addFile(`${root}/.create-session-app/lock/4711.1.here`, "");
  const before = fs.snapshot(root, ".create-session-app");
  const changeSet = changes().create("x", "");
  const busy = processes(200, [4711]);
  const message = /Another run \(process 4711\) is at work in \/home\/site/;
  await expect(apply(changeSet, root, { fs, processes: busy })).rejects.toThrow(message);
  await expect(undo(root, { fs, processes: busy })).rejects.toThrow(message);
  expect(() => recover(root, { fs, processes: busy })).toThrow(message);
  expect(fs.snapshot(root, ".create-session-app")).toEqual(before);
  expect(fs.snapshot(root)).toHaveProperty([".create-session-app/lock/4711.1.here"]);
});

test("a run waits for one that ends soon", async () => {
  fs.addFile(`${root}/.create-session-app/lock/4711.1.here`, "");
  const busy = processes(200, [4711]);
  let pauses = 0;
  const ending = {
    ...busy,
    pause: () => {
      if (++pauses === 3) fs.removeFile(`${root}/.create-session-app/lock/4711.1.here`);
    },
  };
  await apply(changes().create("x", ""), root, { fs, processes: ending });
  expect(fs.snapshot(root)).toHaveProperty("x");
});

test("a run on another machine may be alive, one that is dead here is not", async () => {
  fs.addFile(`${root}/.create-session-app/lock/4711.1.elsewhere`, "");
  const changeSet = changes().create("x", "");
  await expect(apply(changeSet, root, { fs, processes: second })).rejects.toThrow(
    /process 4711 on elsewhere.*delete \/home\/site\/.create-session-app\/lock\/4711.1.elsewhere/,
  );
  fs.removeFile(`${root}/.create-session-app/lock/4711.1.elsewhere`);
  fs.addFile(`${root}/.create-session-app/lock/4712.1.here`, "");
  await apply(changeSet, root, { fs, processes: second });
  expect(fs.snapshot(root)).toHaveProperty("x");
});

test("a journal from elsewhere cannot write outside of the project or into .git", () => {
  for (const path of ["../evil", "/evil", ".git/hooks/pre-commit", "a/../../evil"]) {
    const state = { sha256: "0".repeat(64), mode: 0o644 };
    const journal = {
      version: 1,
      operation: "apply",
      changes: [],
      steps: [{ path, after: state }],
      make: [],
      remove: [],
      rootFolders: 0,
    };
    fs.addFile(`${root}/.create-session-app/pending/journal.json`, JSON.stringify(journal));
    fs.addFile(`${root}/.create-session-app/pending/new/0`, "evil");
    expect(() => recover(root, { fs, processes: second })).toThrow(/journal.json is damaged/);
  }
});

test("a journal is not carried out through links", async () => {
  const sha256 = createHash("sha256").update("evil").digest("hex");
  const write = (directory: string, path: string) => {
    const journal = {
      version: 1,
      operation: "apply",
      changes: [],
      steps: [{ path, ...(directory === "pending" ? {} : { before: { sha256, mode: 0o644 } }) }],
      make: [{ path: "out/folder", mode: 0o755 }],
      remove: [],
      rootFolders: 0,
    };
    const folder = `${root}/.create-session-app/${directory}`;
    fs.addFile(`${folder}/journal.json`, JSON.stringify(journal));
    for (const part of ["new", "old"]) fs.addFile(`${folder}/${part}/0`, "evil");
    fs.addDirectory(`${folder}/made/0`);
  };
  const home = () => {
    const { site: _site, ...entries } = fs.snapshot("/home");
    return Object.keys(entries).filter((path) => !path.startsWith("site/"));
  };
  const before = home();
  const linked = /A symbolic link stands where a folder was: out/;
  for (const directory of ["applied", "pending"]) {
    write(directory, "out/evil.txt");
    for (const force of [false, true]) {
      await expect(undo(root, { fs, processes: second, force })).rejects.toThrow(linked);
    }
  }
  for (const force of [false, true]) {
    expect(() => recover(root, { fs, processes: second, force })).toThrow(linked);
    expect(home()).toEqual(before);
  }
});

test("a journal folder that is a link is not used", async () => {
  fs.addDirectory("/home/elsewhere").addLink(`${root}/.create-session-app`, "/home/elsewhere");
  await expect(apply(changes().create("x", ""), root, { fs, processes: first })).rejects.toThrow(
    /\.create-session-app is not a folder/,
  );
  expect(fs.snapshot("/home/elsewhere")).toEqual({ "": "directory 755" });
});

test("an error names the project's file, not the staged one", async () => {
  const changeSet = changes().create("lib/session.ts", "new");
  const messages = new Set<string>();
  for (let n = 1; n < 40; n++) {
    const refusing = refusedAt(fs.clone(), n, "EACCES");
    await apply(changeSet, root, { fs: refusing, processes: first }).catch((error: Error) => {
      messages.add(error.message);
    });
  }
  expect([...messages]).toContain(
    "lib/session.ts cannot be written: permission denied (EACCES). Everything is as it was before.",
  );
  for (const message of messages) expect(message).not.toMatch(/\n\s+at /);
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apply } from "../../../src/changeset/apply.ts";
import { ChangeSet } from "../../../src/changeset/changeset.ts";
import { type FileSystem, nodeFileSystem } from "../../../src/changeset/filesystem.ts";
import { directoryTree } from "../../../src/changeset/tree.ts";
import { undo } from "../../../src/changeset/undo.ts";

/** What a process that will be killed is at. */
export type Task = "migrate" | "undo" | "make";

export async function run(task: Task, root: string, fs: FileSystem = nodeFileSystem) {
  if (task === "undo") await undo(root, { fs });
  else await apply(task === "make" ? newProject() : bigChange(root), root, { fs });
}

const pages = 20;

/** A project with as many files as a small real one, some of them big. */
export function writeProject(root: string): void {
  mkdirSync(join(root, "pages/empty"), { recursive: true });
  for (let n = 0; n < pages; n++) {
    mkdirSync(join(root, `pages/${n}`));
    writeFileSync(join(root, `pages/${n}/index.tsx`), `page ${n}\r\n`.repeat(n * 100));
  }
  writeFileSync(join(root, "package.json"), '{ "name": "site" }\n');
  writeFileSync(join(root, "run.sh"), "#!/bin/sh\n", { mode: 0o755 });
}

/** A migration of that project: moves, edits, deletions, new files, folders that come and go. */
function bigChange(root: string): ChangeSet {
  const changes = new ChangeSet(directoryTree(root));
  for (let n = 0; n < pages; n++) {
    const path = `pages/${n}/index.tsx`;
    if (n % 5 === 0) changes.delete(path);
    else if (n % 5 === 1) changes.edit(path, `edited ${n}\n`.repeat(n * 150));
    else changes.move(path, `app/${n}/page.tsx`, `moved ${n}\n`.repeat(n * 50));
  }
  return changes
    .edit("package.json", '{ "name": "site", "private": true }\n')
    .edit("run.sh", "#!/bin/sh\n", { mode: 0o700 })
    .create(".env.local", "SECRET=1\n", { mode: 0o600 });
}

/** A project from nothing. */
function newProject(): ChangeSet {
  const changes = new ChangeSet();
  for (let n = 0; n < 3 * pages; n++) {
    changes.create(`app/${n}/page.tsx`, `page ${n}\n`.repeat(n * 20));
  }
  return changes.create(".env.local", "SECRET=1\n", { mode: 0o600 });
}

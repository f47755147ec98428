import { basename, dirname, join } from "node:path";
import { ChangeSetError } from "./change.ts";
import type { Disk } from "./disk.ts";
import type { FileSystem } from "./filesystem.ts";
import { type Journal, layoutOf, writeJournal } from "./journal.ts";
import { withLock } from "./lock.ts";
import { journalFolder } from "./path.ts";
import type { Plan } from "./plan.ts";
import { removeTree } from "./transaction.ts";

/**
 * A project that is made from nothing grows in a folder beside its place, the nursery, and is
 * renamed into place when it is complete. Where folders above it are missing too, the topmost of
 * them is what grows: one rename makes all of them appear.
 */
export interface Nursery {
  /** The folder that grows. */
  readonly folder: string;
  /** What it will be: the topmost folder that is missing. */
  readonly target: string;
  /** The project's root within the nursery. */
  readonly root: string;
  /** Names from `folder` down to `root`. */
  readonly inner: readonly string[];
}

/** @param root absolute path of a directory that is not there */
export function nurseryOf(fs: FileSystem, root: string): Nursery {
  const inner: string[] = [];
  let target = root;
  while (fs.info(dirname(target)) === undefined && dirname(target) !== target) {
    inner.unshift(basename(target));
    target = dirname(target);
  }
  const folder = join(dirname(target), `.${basename(target)}${journalFolder}`);
  return { folder, target, root: join(folder, ...inner), inner };
}

/**
 * Makes the project at a root that is not there, and its journal, in one rename.
 * @throws ChangeSetError when another run makes the same project, or a foreign folder is in the way
 */
export function growNewRoot(disk: Disk, root: string, plan: Plan, journal: Journal): void {
  const { fs } = disk;
  const nursery = nurseryOf(fs, root);
  withNursery(disk, nursery, root, () => {
    empty(fs, nursery.root);
    try {
      fill(fs, nursery.root, plan, journal);
      for (const directory of foldersOf(nursery)) fs.syncDirectory(directory);
      fs.rename(nursery.folder, nursery.target);
    } catch (error) {
      demolish(fs, nursery);
      throw error;
    }
    fs.syncDirectory(dirname(nursery.target));
  });
}

/**
 * Removes what a killed run left beside a root that is not there.
 * @throws ChangeSetError when that run is alive
 */
export function clearNursery(disk: Disk, root: string): void {
  const { fs } = disk;
  if (fs.info(root)) return;
  const nursery = nurseryOf(fs, root);
  if (fs.info(nursery.folder)) withNursery(disk, nursery, root, () => demolish(fs, nursery));
}

function withNursery(disk: Disk, nursery: Nursery, root: string, work: () => void): void {
  const { fs, processes } = disk;
  if (!isOurs(fs, nursery)) {
    throw new ChangeSetError(`${nursery.folder} is in the way; move it away and run again.`);
  }
  const mode = fs.defaultModes().directory;
  try {
    for (const folder of foldersOf(nursery)) if (!fs.info(folder)) fs.createDirectory(folder, mode);
    withLock(fs, processes, layoutOf(nursery.root), work, layoutOf(root));
  } finally {
    removeEmpty(fs, foldersOf(nursery).reverse());
  }
}

/** Removes folders up to the first that is not there or not empty. */
function removeEmpty(fs: FileSystem, folders: readonly string[]): void {
  try {
    for (const folder of folders) if (fs.info(folder)) fs.removeDirectory(folder);
  } catch {
    // It holds something of somebody else, or is where a Windows shell stands.
  }
}

/** The nursery's folder and the ones within it down to the project's root. */
function foldersOf({ folder, inner }: Nursery): string[] {
  return ["", ...inner].map((_, depth) => join(folder, ...inner.slice(0, depth)));
}

/** Whether a folder can be a nursery of this program: it has the journal folder, or nothing yet. */
function isOurs(fs: FileSystem, { folder, inner }: Nursery): boolean {
  let at = folder;
  for (const name of inner) {
    const kind = fs.info(at)?.kind;
    if (kind === undefined) return true;
    if (kind !== "directory" || fs.list(at).some((other) => other !== name)) return false;
    at = join(at, name);
  }
  const kind = fs.info(at)?.kind;
  if (kind === undefined) return true;
  if (kind !== "directory") return false;
  const names = fs.list(at);
  return names.length === 0 || names.includes(journalFolder);
}

function fill(fs: FileSystem, root: string, plan: Plan, journal: Journal): void {
  const files: string[] = [];
  for (const { path, mode } of plan.make) fs.createDirectory(join(root, path), mode);
  for (const { path, after } of plan.steps) {
    if (!after) continue;
    const file = join(root, path);
    fs.createFile(file, after.content, after.mode);
    files.push(file);
  }
  for (const file of files) fs.syncFile(file);
  for (const { path } of plan.make) fs.syncDirectory(join(root, path));
  const { applied, folder } = layoutOf(root);
  fs.createDirectory(applied, 0o700);
  writeJournal(fs, applied, journal);
  for (const directory of [folder, root]) fs.syncDirectory(directory);
}

/**
 * Removes the root that {@link growNewRoot} made, after its files are gone, as far as nothing else
 * is in it.
 * @param folders how many folders were made, the root included
 */
export function removeGrownRoot(fs: FileSystem, root: string, folders: number): void {
  const made: string[] = [];
  for (let folder = root; made.length < folders; folder = dirname(folder)) made.push(folder);
  removeEmpty(fs, made);
}

/** Removes what an earlier run has grown; the lock stays. */
function empty(fs: FileSystem, root: string): void {
  for (const name of fs.list(root)) if (name !== journalFolder) removeTree(fs, join(root, name));
  const { applied } = layoutOf(root);
  removeTree(fs, applied);
}

/** Removes the nursery, what makes it known as ours last. */
function demolish(fs: FileSystem, nursery: Nursery): void {
  empty(fs, nursery.root);
  removeTree(fs, nursery.folder);
}

import { join } from "node:path";
import { type FileSystem, isMissing } from "./filesystem.ts";
import {
  type Journal,
  journalName,
  type Layout,
  rollbackName,
  type StepRecord,
  writeJournal,
} from "./journal.ts";
import { parent } from "./path.ts";
import type { Plan } from "./plan.ts";

/** The parts of a staging area; what lies in them is named by the number of its step or folder. */
export const parts = ["old", "new", "made", "removed"] as const;

/**
 * A plan is carried out in three phases, and can be stopped anywhere in each of them.
 *
 * 1. `stage` writes new contents to `pending/new/<n>`, a copy of contents that will be replaced to
 *    `pending/old/<n>`, new folders to `pending/made/<n>`, then the journal. Before the journal is
 *    there, nothing has happened.
 * 2. `forward` renames new files into place and deleted ones to `pending/old/<n>`; `back` renames
 *    them the other way, and so with folders. Neither needs space on the disk. Where a file lies
 *    tells whether its step was done, so both can be stopped, repeated and turned round.
 * 3. `finish` keeps the journal for `undo`, or discards it.
 */
export function stage(
  fs: FileSystem,
  { root, folder, pending }: Layout,
  plan: Plan,
  journal: Journal,
): void {
  const files: string[] = [];
  fs.createDirectory(pending, 0o700);
  for (const part of parts) fs.createDirectory(join(pending, part), 0o700);
  plan.make.forEach(({ mode }, index) => {
    fs.createDirectory(staged(pending, "made", index), mode);
  });
  plan.steps.forEach(({ before, after }, index) => {
    if (!after) return;
    for (const [state, part] of [[before, "old"] as const, [after, "new"] as const]) {
      if (!state) continue;
      const file = staged(pending, part, index);
      fs.createFile(file, state.content, 0o600);
      files.push(file);
    }
  });
  // All are written before the first is synced: the disk takes them in one go.
  for (const file of files) fs.syncFile(file);
  for (const part of parts) fs.syncDirectory(join(pending, part));
  writeJournal(fs, pending, journal);
  for (const directory of [folder, root]) fs.syncDirectory(directory);
}

/** Brings the tree to the state after the plan, from wherever it is between the two. */
export function forward(fs: FileSystem, layout: Layout, journal: Journal): void {
  const { root, pending } = layout;
  const at = (path: string) => join(root, path);
  journal.steps.forEach((step, index) => {
    if (step.after || isDone(fs, pending, step, index)) return;
    moveIfThere(fs, at(step.path), staged(pending, "old", index));
    chmodIfThere(fs, staged(pending, "old", index), 0o600);
  });
  journal.remove.forEach(({ path }, index) => {
    moveIfEmpty(fs, at(path), staged(pending, "removed", index));
  });
  journal.make.forEach(({ path }, index) => {
    moveIfFree(fs, staged(pending, "made", index), at(path));
  });
  journal.steps.forEach(({ path, after }, index) => {
    if (!after) return;
    chmodIfThere(fs, staged(pending, "new", index), after.mode);
    moveIfThere(fs, staged(pending, "new", index), at(path));
  });
  syncTouched(fs, layout, ["old", "removed"], journal);
}

/** Brings the tree to the state before the plan. The journal is marked, so that it stays taken back. */
export function back(fs: FileSystem, layout: Layout, journal: Journal): void {
  const { root, pending } = layout;
  const at = (path: string) => join(root, path);
  if (exists(fs, join(pending, journalName))) {
    fs.rename(join(pending, journalName), join(pending, rollbackName));
    fs.syncDirectory(pending);
  }
  journal.steps.forEach((step, index) => {
    if (step.before || !isDone(fs, pending, step, index)) return;
    moveIfThere(fs, at(step.path), staged(pending, "new", index));
  });
  for (const [index, { path }] of [...journal.make.entries()].reverse()) {
    moveIfEmpty(fs, at(path), staged(pending, "made", index));
  }
  for (const [index, { path }] of [...journal.remove.entries()].reverse()) {
    moveIfFree(fs, staged(pending, "removed", index), at(path));
  }
  journal.steps.forEach((step, index) => {
    if (!step.before || !isDone(fs, pending, step, index)) return;
    chmodIfThere(fs, staged(pending, "old", index), step.before.mode);
    moveIfThere(fs, staged(pending, "old", index), at(step.path));
  });
  syncTouched(fs, layout, ["new", "made"], journal);
}

/**
 * Closes a completed plan: an `apply` leaves its journal where `undo` finds it, in place of an
 * earlier one; an `undo` leaves nothing.
 */
export function finish(fs: FileSystem, layout: Layout, journal: Journal): void {
  discard(fs, layout.applied);
  if (journal.operation === "apply") fs.rename(layout.pending, layout.applied);
  else discard(fs, layout.pending);
  fs.syncDirectory(layout.folder);
}

/** Removes a journal and its contents, the journal first: without it the rest means nothing. */
export function discard(fs: FileSystem, directory: string): void {
  for (const name of [journalName, rollbackName]) removeIfThere(fs, join(directory, name));
  removeTree(fs, directory);
}

/** Removes whatever is at `path`; links are removed, not followed. */
export function removeTree(fs: FileSystem, path: string): void {
  const info = fs.info(path);
  if (!info) return;
  if (info.kind !== "directory") {
    fs.removeFile(path);
    return;
  }
  for (const name of fs.list(path)) removeTree(fs, join(path, name));
  fs.removeDirectory(path);
}

/** Where a part of a plan lies in `pending` or `applied`. */
export function staged(directory: string, part: (typeof parts)[number], index: number): string {
  return join(directory, part, String(index));
}

/** Whether a step was done: its new file has left the staging area, or its deleted one is in it. */
export function isDone(
  fs: FileSystem,
  pending: string,
  { after }: StepRecord,
  index: number,
): boolean {
  return after
    ? !exists(fs, staged(pending, "new", index))
    : exists(fs, staged(pending, "old", index));
}

function moveIfThere(fs: FileSystem, from: string, to: string): void {
  if (exists(fs, from)) fs.rename(from, to);
}

function chmodIfThere(fs: FileSystem, path: string, mode: number): void {
  if (exists(fs, path)) fs.chmod(path, mode);
}

function exists(fs: FileSystem, path: string): boolean {
  return fs.info(path) !== undefined;
}

function removeIfThere(fs: FileSystem, path: string): void {
  const kind = fs.info(path)?.kind;
  if (kind !== undefined && kind !== "directory") fs.removeFile(path);
}

/** A folder that somebody has put a file into since it was planned stays. */
function moveIfEmpty(fs: FileSystem, from: string, to: string): void {
  if (exists(fs, to) || fs.info(from)?.kind !== "directory" || fs.list(from).length > 0) return;
  fs.rename(from, to);
}

function moveIfFree(fs: FileSystem, from: string, to: string): void {
  if (exists(fs, from) && !exists(fs, to)) fs.rename(from, to);
}

/**
 * Makes the names durable: those where files have come to before those that they have left, so that
 * a disk that keeps one without the other has a file twice rather than not at all.
 */
function syncTouched(
  fs: FileSystem,
  { root, pending }: Layout,
  arrivals: readonly (typeof parts)[number][],
  journal: Journal,
): void {
  for (const part of arrivals) fs.syncDirectory(join(pending, part));
  const paths = [...journal.steps, ...journal.make, ...journal.remove].map(({ path }) => path);
  for (const folder of new Set(paths.map(parent))) {
    try {
      fs.syncDirectory(join(root, folder));
    } catch (error) {
      // It went with the folders that became empty.
      if (!isMissing(error)) throw error;
    }
  }
}

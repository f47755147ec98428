import { join, resolve } from "node:path";
import { ChangeSetError } from "./change.ts";
import { type Disk, theDisk } from "./disk.ts";
import type { FileSystem } from "./filesystem.ts";
import { findEdited, isStagedWhole, refuseLinks } from "./inspect.ts";
import { type Journal, type Layout, layoutOf, readJournal, rollbackName } from "./journal.ts";
import { withLock } from "./lock.ts";
import { clearNursery, removeGrownRoot } from "./newroot.ts";
import { back, discard, finish, forward } from "./transaction.ts";

/** What became of a run that was interrupted. */
export interface Recovery {
  readonly outcome: "completed" | "rolled back";
  readonly journal: Journal;
}

/**
 * Ends what an interrupted `apply` or `undo` began in `root`: the tree is complete after it, or as
 * it was before. Every command that writes calls it first; where nothing was interrupted it does
 * nothing.
 * @param options.force go on over files that were edited since, losing those edits
 * @throws ChangeSetError naming the files that were edited since, or a live run's process
 */
export function recover(
  root: string,
  options: Partial<Disk> & { readonly force?: boolean } = {},
): Recovery | undefined {
  const { fs, processes } = { ...theDisk, ...options };
  const layout = layoutOf(resolve(root));
  clearNursery({ fs, processes }, layout.root);
  if (fs.info(layout.folder)?.kind !== "directory") return undefined;
  const recovery = withLock(fs, processes, layout, () => {
    return recoverPending(fs, layout, options.force);
  });
  const isUndone = recovery?.outcome === "completed" && recovery.journal.operation === "undo";
  if (isUndone) removeGrownRoot(fs, layout.root, recovery.journal.rootFolders);
  return recovery;
}

/** {@link recover} for a caller who holds the lock. */
export function recoverPending(
  fs: FileSystem,
  layout: Layout,
  force = false,
): Recovery | undefined {
  const journal = readJournal(fs, layout.pending);
  if (!journal) return resumeRollback(fs, layout, force);
  refuseLinks(fs, layout, layout.pending, journal);
  const edited = force ? [] : findEdited(fs, layout, journal, "forward");
  if (edited.length > 0) throw editedSince(edited, layout, journal);
  try {
    if (!isStagedWhole(fs, layout, journal)) throw new Error("a staged file is damaged");
    forward(fs, layout, journal);
  } catch {
    takeBack(fs, layout, journal, force);
    return { outcome: "rolled back", journal };
  }
  finish(fs, layout, journal);
  return { outcome: "completed", journal };
}

/**
 * Takes an interrupted `apply` back; an interrupted `undo` is completed, which comes to the same.
 * @returns the journal of what is taken back; `undefined` where nothing was interrupted
 */
export function takeBackPending(
  fs: FileSystem,
  layout: Layout,
  force: boolean,
): Journal | undefined {
  const journal = readJournal(fs, layout.pending);
  if (journal?.operation !== "apply") {
    const recovery = recoverPending(fs, layout, force);
    const isBack = recovery && recovery.journal.operation === "apply";
    const isUndone = recovery?.outcome === "completed";
    return isBack || isUndone ? recovery.journal : undefined;
  }
  takeBack(fs, layout, journal, force);
  return journal;
}

/**
 * Brings the tree to where it was before the pending journal, and forgets the journal.
 * @throws ChangeSetError naming the files that were edited since, unless forced
 */
export function takeBack(fs: FileSystem, layout: Layout, journal: Journal, force = false): void {
  refuseLinks(fs, layout, layout.pending, journal);
  const edited = force ? [] : findEdited(fs, layout, journal, "back");
  if (edited.length > 0) throw editedSince(edited, layout, journal);
  back(fs, layout, journal);
  discard(fs, layout.pending);
}

function resumeRollback(fs: FileSystem, layout: Layout, force: boolean): Recovery | undefined {
  const journal = readJournal(fs, layout.pending, rollbackName);
  if (!journal) {
    // Stopped before anything had happened to the tree, or after everything had.
    discard(fs, layout.pending);
    return undefined;
  }
  takeBack(fs, layout, journal, force);
  return { outcome: "rolled back", journal };
}

function editedSince(paths: readonly string[], layout: Layout, journal: Journal): ChangeSetError {
  const index = journal.steps.findIndex(({ path }) => path === paths[0]);
  return new ChangeSetError(
    `An earlier run in ${layout.root} was interrupted, and edited since: ${paths.join(", ")}. ` +
      `Its earlier content is ${join(layout.pending, "old", String(index))}. ` +
      "Save your edit elsewhere, then run undo with --force to take the interrupted run back.",
    "changed",
    paths,
  );
}

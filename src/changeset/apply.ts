import { relative, resolve, sep } from "node:path";
import { type Change, ChangeSetError } from "./change.ts";
import type { ChangeSet } from "./changeset.ts";
import { type Disk, theDisk } from "./disk.ts";
import { describeFailure } from "./failure.ts";
import type { FileSystem } from "./filesystem.ts";
import { describePlan, type Journal, type Layout, layoutOf } from "./journal.ts";
import { withLock } from "./lock.ts";
import { clearNursery, growNewRoot, nurseryOf } from "./newroot.ts";
import { type Plan, planChanges } from "./plan.ts";
import { recoverPending } from "./recover.ts";
import { back, discard, finish, forward, stage } from "./transaction.ts";

export interface Applied {
  /** The folder that holds the journal; `undo` reads it. */
  readonly journal: string;
  readonly changes: readonly Change[];
}

/**
 * Writes a change set to the directory at `root`: all of it or nothing.
 *
 * A root that is not there is made in one rename. In one that is there, new contents are staged and
 * journalled before the first file changes; {@link recover} ends what a kill has interrupted, and
 * `apply` calls it first. A process that handles signals is not interrupted: it runs in one turn.
 * @param root path of the project; need not be there
 * @throws ChangeSetError saying which file is in the way and whether anything was written: nothing,
 *   but for the reasons "partial" and "unrecorded"
 */
export async function apply(
  changeSet: ChangeSet,
  root: string,
  options: Partial<Disk> = {},
): Promise<Applied> {
  const disk = { ...theDisk, ...options };
  const layout = layoutOf(resolve(root));
  const changes = changeSet.changes();
  if (changes.length > 0) {
    told(layout, undefined, "Nothing was changed.", () => {
      if (disk.fs.info(layout.root) === undefined) applyToNothing(disk, layout.root, changes);
      else applyInPlace(disk, layout, changes);
    });
  }
  return { journal: layout.applied, changes };
}

function applyToNothing(disk: Disk, root: string, changes: readonly Change[]): void {
  const { fs } = disk;
  clearNursery(disk, root);
  const plan = planChanges(fs, root, changes);
  const rootFolders = nurseryOf(fs, root).inner.length + 1;
  growNewRoot(disk, root, plan, describePlan("apply", plan, changes, rootFolders));
}

function applyInPlace({ fs, processes }: Disk, layout: Layout, changes: readonly Change[]): void {
  if (fs.info(layout.root)?.kind !== "directory" && !isLinkToFolder(fs, layout.root)) {
    throw new ChangeSetError(`${layout.root} is not a folder. Nothing was written.`);
  }
  withLock(fs, processes, layout, () => {
    recoverPending(fs, layout);
    const plan = planChanges(fs, layout.root, changes);
    transact(fs, layout, plan, describePlan("apply", plan, changes, 0));
  });
}

/**
 * Carries a plan out, or leaves the tree as it was.
 * @throws ChangeSetError when the system refuses, saying what the tree is like now
 */
export function transact(fs: FileSystem, layout: Layout, plan: Plan, journal: Journal): void {
  told(layout, journal, "Nothing was changed.", () => {
    try {
      stage(fs, layout, plan, journal);
    } catch (error) {
      attempt(() => discard(fs, layout.pending));
      throw error;
    }
  });
  try {
    forward(fs, layout, journal);
  } catch (error) {
    const partly =
      "Some files are changed, some are not: free the way and run the command again, " +
      `or look for your files in ${layout.pending}.`;
    told(layout, journal, partly, () => back(fs, layout, journal), "partial");
    attempt(() => discard(fs, layout.pending));
    told(layout, journal, "Everything is as it was before.", () => {
      throw error;
    });
  }
  const unrecorded = "All changes are made; only the record for undo could not be completed.";
  told(layout, journal, unrecorded, () => finish(fs, layout, journal), "unrecorded");
}

/** Runs `action`; a failed system call becomes a sentence about the file, followed by `outcome`. */
export function told<T>(
  layout: Layout,
  journal: Journal | undefined,
  outcome: string,
  action: () => T,
  reason: "failed" | "partial" | "unrecorded" = "failed",
): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ChangeSetError) throw error;
    const path = nameOf(error, layout, journal);
    const message = `${path} cannot be written: ${describeFailure(error)}. ${outcome}`;
    throw new ChangeSetError(message, reason, [path]);
  }
}

/** The project's file that a failed call was about; staged files are told as what they stand for. */
function nameOf(error: unknown, { root }: Layout, journal: Journal | undefined): string {
  const about = (key: string) => {
    const value: unknown = error instanceof Error ? Reflect.get(error, key) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const file = about("dest") ?? about("path");
  if (file === undefined) return root;
  const index = /[\\/]pending[\\/](?:old|new)[\\/](\d+)$/.exec(file)?.[1];
  const step = index === undefined ? undefined : journal?.steps[Number(index)];
  if (step) return step.path;
  return file.startsWith(root + sep) ? relative(root, file).split(sep).join("/") : file;
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // What is left over is removed by the next run.
  }
}

function isLinkToFolder(fs: FileSystem, path: string): boolean {
  const real = fs.realPath(path);
  return real !== undefined && fs.info(real)?.kind === "directory";
}

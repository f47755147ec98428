import { join, resolve } from "node:path";
import { told, transact } from "./apply.ts";
import { ChangeSetError } from "./change.ts";
import { type Disk, theDisk } from "./disk.ts";
import type { FileSystem } from "./filesystem.ts";
import { refuseLinks } from "./inspect.ts";
import {
  type ChangeRecord,
  describePlan,
  type Journal,
  type Layout,
  layoutOf,
  readJournal,
  sha256,
} from "./journal.ts";
import { withLock } from "./lock.ts";
import { removeGrownRoot } from "./newroot.ts";
import { type FileState, type Plan, planFolders, type Step } from "./plan.ts";
import { Problems } from "./problems.ts";
import { takeBackPending } from "./recover.ts";
import { staged } from "./transaction.ts";
import { locate } from "./tree.ts";

export interface Undone {
  /** The changes that were taken back, as they had been made. */
  readonly changes: readonly ChangeRecord[];
}

export interface UndoOptions extends Partial<Disk> {
  /** Take back files that were edited since, too; those edits are lost. */
  readonly force?: boolean;
}

/**
 * Takes the last applied change set back: contents, permission bits and folders. An interrupted
 * run counts as the last one. There is one step of undo: what was applied before is kept in version
 * control, not here.
 * @throws ChangeSetError when there is nothing to take back, or naming the files edited since
 */
export async function undo(root: string, options: UndoOptions = {}): Promise<Undone> {
  const { fs, processes, force = false } = { ...theDisk, ...options };
  const layout = layoutOf(resolve(root));
  const nothing = `There is nothing to undo in ${layout.root}.`;
  if (fs.info(layout.folder)?.kind !== "directory") throw new ChangeSetError(nothing, "nothing");
  return told(layout, undefined, "Nothing was changed.", () => {
    const journal = withLock(fs, processes, layout, () => {
      const interrupted = takeBackPending(fs, layout, force);
      if (interrupted) return interrupted;
      const applied = readJournal(fs, layout.applied);
      if (!applied) throw new ChangeSetError(nothing, "nothing");
      refuseLinks(fs, layout, layout.applied, applied);
      const plan = invert(fs, layout, applied, force);
      transact(fs, layout, plan, describePlan("undo", plan, applied.changes, applied.rootFolders));
      return applied;
    });
    removeGrownRoot(fs, layout.root, journal.rootFolders);
    return { changes: journal.changes };
  });
}

/** The plan that takes an applied journal back. */
function invert(fs: FileSystem, layout: Layout, applied: Journal, force: boolean): Plan {
  const problems = new Problems();
  const steps: Step[] = [];
  applied.steps.forEach((step, index) => {
    const { path } = step;
    const place = locate(fs, layout.root, path);
    const isOther =
      place.path !== path || place.isLink || ["other", "outside"].includes(place.kind);
    if (isOther) problems.add("link", path, `${path} is no regular file any more`);
    const now = place.kind === "file" ? stateOf(fs, layout.root, path, place.mode) : undefined;
    if (!force && hashOf(now) !== step.after?.sha256) {
      problems.add("changed", path, `${path} was edited after it was written`);
    }
    const old = step.before && recall(fs, staged(layout.applied, "old", index), step.before);
    if (step.before && !old) problems.add("changed", path, `the old content of ${path} is lost`);
    if (now || old) steps.push({ path, ...(now && { before: now }), ...(old && { after: old }) });
  });
  problems.throwAny();
  const modes = new Map(applied.remove.map(({ path, mode }) => [path, mode]));
  const made = applied.make.map(({ path }) => path);
  return planFolders(fs, layout.root, steps, made, modes);
}

function stateOf(fs: FileSystem, root: string, path: string, mode = 0o644): FileState {
  return { content: fs.readFile(join(root, path)), mode };
}

function hashOf(state: FileState | undefined): string | undefined {
  return state && sha256(state.content);
}

/** The content that the journal has kept, when it is whole. */
function recall(
  fs: FileSystem,
  file: string,
  { sha256: expected, mode }: { readonly sha256: string; readonly mode: number },
): FileState | undefined {
  if (fs.info(file)?.kind !== "file") return undefined;
  const content = fs.readFile(file);
  return sha256(content) === expected ? { content, mode } : undefined;
}

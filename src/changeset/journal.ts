import { createHash } from "node:crypto";
import { join } from "node:path";
import { ChangeSetError } from "./change.ts";
import { type FileSystem, isMissing } from "./filesystem.ts";
import { journalFolder, writable } from "./path.ts";
import type { Folder, Plan, Step } from "./plan.ts";

/** A file's state without its content, which lies beside the journal under the step's number. */
export interface StateRecord {
  readonly sha256: string;
  readonly mode: number;
}

export interface StepRecord {
  readonly path: string;
  readonly before?: StateRecord;
  readonly after?: StateRecord;
}

/** What is told of a change where its content does not matter. */
export interface ChangeRecord {
  readonly kind: "create" | "edit" | "move" | "delete";
  readonly path: string;
  readonly from?: string;
}

/** A plan as it is kept on disk: enough to complete it, to take it back, and to tell of it. */
export interface Journal {
  readonly version: 1;
  readonly operation: "apply" | "undo";
  readonly changes: readonly ChangeRecord[];
  readonly steps: readonly StepRecord[];
  readonly make: readonly Folder[];
  readonly remove: readonly Folder[];
  /** How many folders were made for the root itself, the root included: 0 where it was there. */
  readonly rootFolders: number;
}

/** Where things lie in a project's journal folder (docs/decisions/0003-how-a-change-set-is-applied.md). */
export interface Layout {
  readonly root: string;
  readonly folder: string;
  readonly lock: string;
  /** The change set that is being applied or undone; gone when that is complete. */
  readonly pending: string;
  /** The change set that `undo` takes back. */
  readonly applied: string;
}

export function layoutOf(root: string): Layout {
  const folder = join(root, journalFolder);
  const at = (name: string) => join(folder, name);
  return { root, folder, lock: at("lock"), pending: at("pending"), applied: at("applied") };
}

/** The name of the journal in `pending` and `applied`. */
export const journalName = "journal.json";
/** The same journal's name from the moment on that it is being taken back. */
export const rollbackName = "rollback.json";

/** A journal of a plan. */
export function describePlan(
  operation: Journal["operation"],
  { steps, make, remove }: Plan,
  changes: readonly ChangeRecord[],
  rootFolders: number,
): Journal {
  return {
    version: 1,
    operation,
    changes: changes.map(({ kind, path, from }) => ({ kind, path, ...(from && { from }) })),
    steps: steps.map(describeStep),
    make,
    remove,
    rootFolders,
  };
}

function describeStep({ path, before, after }: Step): StepRecord {
  return {
    path,
    ...(before && { before: { sha256: sha256(before.content), mode: before.mode } }),
    ...(after && { after: { sha256: sha256(after.content), mode: after.mode } }),
  };
}

export function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Writes the journal so that it is there whole or not at all, power cuts included. */
export function writeJournal(fs: FileSystem, directory: string, journal: Journal): void {
  const draft = join(directory, "journal.tmp");
  fs.createFile(draft, Buffer.from(`${JSON.stringify(journal, undefined, 1)}\n`), 0o600);
  fs.syncFile(draft);
  fs.rename(draft, join(directory, journalName));
  fs.syncDirectory(directory);
}

/**
 * The journal of that name in `directory`, or `undefined` where there is none. It may come from
 * anywhere, a cloned repository for instance: paths that leave the project are refused.
 * @throws ChangeSetError when it cannot be a journal
 */
export function readJournal(
  fs: FileSystem,
  directory: string,
  name = journalName,
): Journal | undefined {
  const file = join(directory, name);
  const kind = fs.info(directory)?.kind;
  if (kind !== undefined && kind !== "directory") {
    throw new ChangeSetError(`${directory} is not a folder; move it away and run again.`, "link");
  }
  let text: string;
  try {
    text = fs.readFile(file).toString("utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    data = undefined;
  }
  if (isJournal(data)) return data;
  throw new ChangeSetError(
    `${file} is damaged. Compare the project with your version control, then delete ${directory}.`,
    "partial",
  );
}

function isJournal(data: unknown): data is Journal {
  if (!isRecord(data) || data.version !== 1) return false;
  if (data.operation !== "apply" && data.operation !== "undo") return false;
  const isFolder = (folder: unknown) =>
    isRecord(folder) && isOwnPath(folder.path) && isMode(folder.mode);
  const isState = (state: unknown) =>
    state === undefined ||
    (isRecord(state) && typeof state.sha256 === "string" && isMode(state.mode));
  const isStep = (step: unknown) =>
    isRecord(step) && isOwnPath(step.path) && isState(step.before) && isState(step.after);
  const isChange = (change: unknown) =>
    isRecord(change) && typeof change.kind === "string" && typeof change.path === "string";
  return (
    isListOf(data.steps, isStep) &&
    isListOf(data.changes, isChange) &&
    isListOf(data.make, isFolder) &&
    isListOf(data.remove, isFolder) &&
    Number.isInteger(data.rootFolders)
  );
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}

function isListOf(data: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(data) && data.every(isItem);
}

function isMode(mode: unknown): boolean {
  return Number.isInteger(mode) && Number(mode) >= 0 && Number(mode) <= 0o7777;
}

function isOwnPath(path: unknown): boolean {
  try {
    return typeof path === "string" && writable(path) === path;
  } catch {
    return false;
  }
}

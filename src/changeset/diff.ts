import { isUtf8 } from "node:buffer";
import { basename } from "node:path/posix";
import { formatPatch, structuredPatch } from "diff";
import type { Change } from "./change.ts";

/** A line diff of very different long files takes quadratic time: from here on all is replaced. */
const longestDiff = 2_000;

type Patch = ReturnType<typeof structuredPatch> & {
  isGit?: boolean;
  isCreate?: boolean;
  isDelete?: boolean;
  isRename?: boolean;
  oldMode?: string;
  newMode?: string;
};

/**
 * The changes as Git would show them: `git apply` takes the result, but for binary files, of which
 * it says only that they differ, and for secrets (see {@link isSecret}), whose content it hides.
 */
export function renderDiff(changes: readonly Change[]): string {
  return changes.map(renderChange).join("");
}

/** Lines that a change adds and removes; none for binary files. */
export function countLines(change: Change): { added: number; removed: number } {
  const lines = isBinary(change) ? [] : linesOf(change).hunks.flatMap((hunk) => hunk.lines);
  return {
    added: lines.filter((line) => line.startsWith("+")).length,
    removed: lines.filter((line) => line.startsWith("-")).length,
  };
}

/** Whether a change is not of text: a zero byte, or bytes that are no UTF-8. */
export function isBinary(change: Change): boolean {
  return [oldContent(change), newContent(change)].some((side) => side.includes(0) || !isUtf8(side));
}

/**
 * Whether a change's content must not reach a screen or a log: `.env` and `.env.*` hold secrets, but
 * for the ones that are committed as an example, and so does a file made readable for its owner only.
 */
export function isSecret(change: Change): boolean {
  const isEnvironment = /^\.env(?!\.(?:example|sample|template|dist)$)(?:\.|$)/;
  const paths = change.kind === "move" ? [change.from, change.path] : [change.path];
  if (paths.some((path) => isEnvironment.test(basename(path)))) return true;
  return change.kind !== "delete" && change.mode !== undefined && (change.mode & 0o077) === 0;
}

/** Content before the change, empty for a new file. */
export function oldContent(change: Change): Buffer {
  return change.kind === "create" ? Buffer.alloc(0) : change.before;
}

/** Content after the change, empty for a deleted file. */
export function newContent(change: Change): Buffer {
  return change.kind === "delete" ? Buffer.alloc(0) : change.after;
}

function renderChange(change: Change): string {
  const binary = isBinary(change);
  const secret = isSecret(change);
  const patch: Patch = binary || secret ? { ...linesOf(), ...namesOf(change) } : linesOf(change);
  const head = formatPatch({ ...patch, ...extendedHeader(change) });
  if (oldContent(change).equals(newContent(change))) return head;
  if (secret) return `${head}Content not shown: the file may hold secrets\n`;
  if (!binary) return head;
  const oldName = change.kind === "create" ? "/dev/null" : `a/${fromPath(change)}`;
  const newName = change.kind === "delete" ? "/dev/null" : `b/${change.path}`;
  return `${head}Binary files ${oldName} and ${newName} differ\n`;
}

function linesOf(change?: Change): Patch {
  if (!change) return structuredPatch("", "", "", "");
  const { oldFileName, newFileName } = namesOf(change);
  const before = oldContent(change).toString("utf8");
  const after = newContent(change).toString("utf8");
  const patch = structuredPatch(oldFileName, newFileName, before, after, undefined, undefined, {
    context: 3,
    maxEditLength: longestDiff,
  });
  return patch ?? { oldFileName, newFileName, ...wholly(before, after) };
}

/** A patch that replaces every line. */
function wholly(before: string, after: string): Pick<Patch, "oldHeader" | "newHeader" | "hunks"> {
  const removed = structuredPatch("", "", before, "", undefined, undefined, { context: 0 });
  const added = structuredPatch("", "", "", after, undefined, undefined, { context: 0 });
  const [old, young] = [removed.hunks[0], added.hunks[0]];
  const hunk = {
    oldStart: 1,
    oldLines: old?.oldLines ?? 0,
    newStart: 1,
    newLines: young?.newLines ?? 0,
    lines: [...(old?.lines ?? []), ...(young?.lines ?? [])],
  };
  return { oldHeader: undefined, newHeader: undefined, hunks: [hunk] };
}

function namesOf(change: Change): { oldFileName: string; newFileName: string } {
  return {
    oldFileName: change.kind === "create" ? "/dev/null" : `a/${fromPath(change)}`,
    newFileName: change.kind === "delete" ? "/dev/null" : `b/${change.path}`,
  };
}

function fromPath(change: Change): string {
  return change.kind === "move" ? change.from : change.path;
}

/** What Git writes between the names and the lines: new and deleted files, modes, renames. */
function extendedHeader(change: Change): Partial<Patch> {
  if (change.kind === "create") {
    return { isGit: true, isCreate: true, newMode: gitMode(change.mode) };
  }
  if (change.kind === "delete") {
    return { isGit: true, isDelete: true, oldMode: gitMode(change.oldMode) };
  }
  const { mode, oldMode } = change;
  const isOtherMode = mode !== undefined && mode !== oldMode;
  const modes = isOtherMode ? { oldMode: octal(oldMode ?? 0o644), newMode: octal(mode) } : {};
  return { isGit: true, ...(change.kind === "move" ? { isRename: true } : {}), ...modes };
}

/** Git knows two kinds of files: those that can be run and the others. */
function gitMode(mode = 0o644): string {
  return mode & 0o100 ? "100755" : "100644";
}

function octal(mode: number): string {
  return `100${mode.toString(8).padStart(3, "0")}`;
}

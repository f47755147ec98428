import { diffArrays, diffWordsWithSpace } from "diff";

/** A piece of a line, and whether the other side has another one in its place. */
export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

export interface Side {
  /** Counted from 1. */
  readonly number: number;
  readonly pieces: readonly Piece[];
}

/** Two versions of a line; a side is missing where that version has none. */
export interface Line {
  readonly kind: "same" | "changed";
  readonly before?: Side;
  readonly after?: Side;
}

/** Lines that are the same on both sides, and far from any change. */
export interface Fold {
  readonly kind: "fold";
  readonly lines: number;
}

const context = 3; // lines around a change
const longestDiff = 2_000; // edits: a diff of very different long files takes quadratic time

/** Two versions of a text beside each other; what changed within a line is marked by words. */
export function sideBySide(before: string, after: string): (Line | Fold)[] {
  const [was, is] = [linesOf(before), linesOf(after)];
  const parts = diffArrays(was, is, { maxEditLength: longestDiff }) ?? [
    { value: was, removed: true },
    { value: is, added: true },
  ];
  const lines: Line[] = [];
  let [left, right, gone] = [0, 0, [] as string[]];
  const change = (come: readonly string[]) => {
    for (let at = 0; at < Math.max(gone.length, come.length); at++) {
      const [old, young] = [gone[at], come[at]];
      const pieces = piecesOf(old, young);
      lines.push({
        kind: "changed",
        ...(old !== undefined && { before: { number: ++left, pieces: pieces.before } }),
        ...(young !== undefined && { after: { number: ++right, pieces: pieces.after } }),
      });
    }
    gone = [];
  };
  for (const { value, added, removed } of parts) {
    if (removed) {
      gone = [...gone, ...value];
      continue;
    }
    change(added ? value : []);
    if (added) continue;
    for (const text of value) {
      const pieces = [{ text, changed: false }];
      const sides = { before: { number: ++left, pieces }, after: { number: ++right, pieces } };
      lines.push({ kind: "same", ...sides });
    }
  }
  change([]);
  return folded(lines);
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
}

/** Words are compared where both lines are there and have most in common; else the lines speak. */
function piecesOf(before = "", after = ""): { before: Piece[]; after: Piece[] } {
  const words = before && after ? diffWordsWithSpace(before, after) : [];
  const common = words.filter(({ added, removed }) => !added && !removed);
  const shared = common.reduce((sum, { value }) => sum + value.trim().length, 0);
  if (shared * 2 < Math.max(before.trim().length, after.trim().length)) {
    return {
      before: [{ text: before, changed: false }],
      after: [{ text: after, changed: false }],
    };
  }
  const side = (other: "added" | "removed") =>
    words
      .filter((word) => !word[other])
      .map(({ value, added, removed }) => ({ text: value, changed: added || removed }));
  return { before: side("added"), after: side("removed") };
}

/** Leaves out what is far from every change, where that saves more than the line that says so. */
function folded(lines: readonly Line[]): (Line | Fold)[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind === "changed"),
  );
  const rows: (Line | Fold)[] = [];
  for (let at = 0; at < lines.length; at++) {
    let end = at;
    while (end < lines.length && !near[end]) end += 1;
    if (end - at > 2) {
      rows.push({ kind: "fold", lines: end - at });
      at = end - 1;
    } else {
      const line = lines[at];
      if (line) rows.push(line);
    }
  }
  return rows;
}

import type { Change } from "./change.ts";
import { countLines, isBinary, isSecret, newContent, oldContent, renderDiff } from "./diff.ts";
import { sha256 } from "./journal.ts";

/** One change without its content: what lists, reports and JSON show of it. */
export interface ChangeSummary {
  readonly kind: Change["kind"];
  readonly path: string;
  /** Where a moved file was. */
  readonly from?: string;
  /** Permission bits as three or four octal digits, where the change sets them: `"600"`. */
  readonly mode?: string;
  readonly binary: boolean;
  /** Lines added and removed; 0 for binary files. */
  readonly added: number;
  readonly removed: number;
}

/** Changes as data, in the order of their paths. */
export function summarise(changes: readonly Change[]): ChangeSummary[] {
  return changes.map((change) => ({
    kind: change.kind,
    path: change.path,
    ...(change.kind === "move" ? { from: change.from } : {}),
    ...("mode" in change && change.mode !== undefined ? { mode: octal(change.mode) } : {}),
    binary: isBinary(change),
    ...countLines(change),
  }));
}

/** A content by its size and hash. */
interface ContentJson {
  readonly bytes: number;
  /** Left out where the content may hold secrets. */
  readonly sha256?: string;
}

/** One change of {@link ChangeSetJson}. */
export interface ChangeJson extends ChangeSummary {
  readonly before?: ContentJson;
  readonly after?: ContentJson;
  /** As `git diff` shows it; hides secrets. */
  readonly diff?: string;
}

/** A change set for programs. The schema grows; what is in it keeps its name and meaning. */
export interface ChangeSetJson {
  readonly version: 1;
  readonly counts: Readonly<Record<Change["kind"], number>>;
  readonly changes: readonly ChangeJson[];
}

/**
 * The JSON form of changes.
 * @param options.diff include each change's diff
 */
export function toJson(
  changes: readonly Change[],
  options: { readonly diff?: boolean } = {},
): ChangeSetJson {
  const counts = { create: 0, edit: 0, move: 0, delete: 0 };
  for (const { kind } of changes) counts[kind]++;
  const summaries = summarise(changes);
  return {
    version: 1,
    counts,
    changes: changes.map((change, index) => ({
      ...(summaries[index] as ChangeSummary),
      ...(change.kind === "create" ? {} : { before: describe(change, oldContent(change)) }),
      ...(change.kind === "delete" ? {} : { after: describe(change, newContent(change)) }),
      ...(options.diff ? { diff: renderDiff([change]) } : {}),
    })),
  };
}

const marks = { create: "+", edit: "~", move: ">", delete: "-" } as const;

/** A line a change, for people: `+ app/page.tsx (42 lines)`. */
export function renderSummary(summaries: readonly ChangeSummary[]): string {
  return summaries.map((summary) => `${describeLine(summary)}\n`).join("");
}

function describeLine({ kind, path, from, binary, added, removed }: ChangeSummary): string {
  const name = from === undefined ? path : `${from} → ${path}`;
  const counts = [added && `+${added}`, removed && `-${removed}`].filter(Boolean).join(" ");
  const size = binary ? "binary" : counts;
  return `${marks[kind]} ${name}${size === "" ? "" : ` (${size})`}`;
}

function describe(change: Change, content: Buffer): ContentJson {
  if (isSecret(change)) return { bytes: content.length };
  return { bytes: content.length, sha256: sha256(content) };
}

function octal(mode: number): string {
  return mode.toString(8).padStart(3, "0");
}

import type { Conflict, Merged } from "./merge.ts";

/** A piece of YAML in block style: a key with its comments above, and all that is indented below. */
interface Entry {
  readonly key: string;
  readonly lines: string[];
}

/**
 * Joins two `compose.yaml` in block style. Services and volumes of the addition come behind those
 * that are there; of two with one name the present one stays.
 */
export function mergeCompose(current: string, addition: string): Merged {
  if (current.trim() === "") return { text: addition, conflicts: [] };
  const conflicts: Conflict[] = [];
  const sections = entriesOf(current.split("\n"), "");
  for (const section of entriesOf(addition.split("\n"), "")) {
    const present = sections.find(({ key }) => key === section.key);
    if (!present) sections.push(section);
    else addEntries(present, section, conflicts);
  }
  const text = sections.map(({ lines }) => lines.join("\n").trimEnd()).join("\n\n");
  return { text: `${text.replace(/\n+$/, "")}\n`, conflicts };
}

function addEntries(present: Entry, section: Entry, conflicts: Conflict[]): void {
  const blank = present.lines.splice(lastLineOf(present) + 1);
  const known = new Map(entriesOf(present.lines, "  ").map((entry) => [entry.key, entry]));
  for (const entry of entriesOf(section.lines, "  ")) {
    const added = entry.lines.slice(0, lastLineOf(entry) + 1);
    const same = known.get(entry.key);
    if (!same) {
      present.lines.push(...added);
      continue;
    }
    const [kept, dropped] = [same.lines.slice(0, lastLineOf(same) + 1), added].map((lines) =>
      lines.join("\n").trim(),
    );
    if (kept !== dropped && kept !== undefined && dropped !== undefined) {
      conflicts.push({ key: `${section.key}.${entry.key}`, kept, dropped });
    }
  }
  present.lines.push(...blank);
}

/** Entries at one depth, each with the comments above it; a file's first lines go with its first. */
function entriesOf(lines: readonly string[], indent: string): Entry[] {
  const entries: Entry[] = [];
  let comments: string[] = [];
  for (const line of lines) {
    const key = new RegExp(`^${indent}(?:"([^"]+)"|([\\w.-]+)):`).exec(line);
    if (key) {
      entries.push({ key: key[1] ?? key[2] ?? "", lines: [...comments, line] });
      comments = [];
    } else if (line.startsWith(`${indent}#`) || (indent === "" && entries.length === 0)) {
      comments.push(line);
    } else if (entries.length > 0) {
      entries.at(-1)?.lines.push(...comments, line);
      comments = [];
    }
  }
  entries.at(-1)?.lines.push(...comments);
  return entries;
}

function lastLineOf({ lines }: Entry): number {
  return lines.findLastIndex((line) => line.trim() !== "");
}

import { blocksOf, joinBlocks } from "./blocks.ts";
import type { Conflict, Merged } from "./merge.ts";

/**
 * Joins two `.env.example`. A section is a block of lines between blank lines: comments, then
 * variables. A section of the addition comes at the end, without the variables that are there.
 */
export function mergeEnvironment(current: string, addition: string): Merged {
  const present = new Map<string, string>();
  for (const line of current.split("\n")) {
    const variable = parse(line);
    if (variable) present.set(variable.key, variable.value);
  }
  const conflicts: Conflict[] = [];
  const kept = new Set(blocksOf(current));
  const blocks = blocksOf(addition).flatMap((block) => {
    if (kept.has(block)) return [];
    const lines: string[] = [];
    let comments: string[] = [];
    let hadVariable = false;
    for (const line of block.split("\n")) {
      const variable = parse(line);
      if (!variable) {
        comments.push(line);
        continue;
      }
      hadVariable = true;
      const value = present.get(variable.key);
      if (value === undefined) {
        lines.push(...comments, line);
        present.set(variable.key, variable.value);
      } else if (value !== variable.value) {
        conflicts.push({ key: variable.key, kept: value, dropped: variable.value });
      }
      comments = [];
    }
    if (!hadVariable || lines.length > 0) lines.push(...comments);
    return lines.length > 0 ? [lines.join("\n")] : [];
  });
  return { text: joinBlocks(current, blocks), conflicts };
}

/** `KEY=value`; a variable that is commented out is documented too. */
function parse(line: string): { key: string; value: string } | undefined {
  const match = /^(?:#\s?)?(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)=(.*)$/.exec(line);
  return match?.[1] === undefined ? undefined : { key: match[1], value: (match[2] ?? "").trim() };
}

import { blocksOf, joinBlocks } from "./blocks.ts";
import type { Merged } from "./merge.ts";

/**
 * Union of two `.gitignore`. What is new comes at the end, block by block, with the comment above
 * it. The order of what is there stays: a later `!pattern` takes an earlier pattern back.
 */
export function mergeIgnore(current: string, addition: string): Merged {
  const present = new Set(patternsOf(current));
  const blocks = blocksOf(addition).flatMap((block) => {
    const lines = block.split("\n");
    const fresh = lines.filter((line) => isPattern(line) && !present.has(line.trim()));
    for (const line of fresh) present.add(line.trim());
    if (fresh.length === 0) return [];
    const isHeld = (line: string) => !isPattern(line) || fresh.includes(line);
    return [lines.filter(isHeld).join("\n")];
  });
  return { text: joinBlocks(current, blocks), conflicts: [] };
}

function patternsOf(text: string): string[] {
  return text
    .split("\n")
    .filter(isPattern)
    .map((line) => line.trim());
}

function isPattern(line: string): boolean {
  return line.trim() !== "" && !line.startsWith("#");
}

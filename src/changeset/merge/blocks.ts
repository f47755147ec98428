/** Blocks of a text: runs of lines between blank lines. */
export function blocksOf(text: string): string[] {
  return text
    .split(/\n(?:[ \t]*\n)+/)
    .map((block) => block.replace(/^\n+|\s+$/g, ""))
    .filter((block) => block !== "");
}

/** Appends blocks, a blank line before each; `current` stays as it is, but for a missing last `\n`. */
export function joinBlocks(current: string, blocks: readonly string[]): string {
  if (blocks.length === 0) return current;
  const head = current.trim() === "" ? "" : `${current.replace(/\n*$/, "")}\n\n`;
  return `${head}${blocks.join("\n\n")}\n`;
}

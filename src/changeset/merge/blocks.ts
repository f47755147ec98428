/** Blocks of a text: runs of lines between blank lines. */
export function blocksOf(text: string): string[] {
  return text
    .split(/\n(?:[ \t]*\n)+/)
    .map((block) => block.replace(/^\n+|\s+$/g, ""))
    .filter((block) => block !== "");
}

/** Blocks of a Markdown text; a fenced piece of code is one block, blank lines and all. */
export function markdownBlocksOf(text: string): string[] {
  const fence = new FenceReader();
  const blocks: string[] = [];
  let lines: string[] = [];
  const end = () => {
    if (lines.length > 0) blocks.push(lines.join("\n").trimEnd());
    lines = [];
  };
  for (const line of text.split("\n")) {
    const isCode = fence.holds(line);
    if (isCode || line.trim() !== "") lines.push(line.trimEnd());
    else end();
  }
  end();
  return blocks;
}

/** Tells, line by line, what is in a fenced piece of code. */
export class FenceReader {
  #fence = "";

  /** Whether this line, the next of the text, is code or one of its fences. */
  holds(line: string): boolean {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    const wasOpen = this.#fence !== "";
    if (!wasOpen) this.#fence = mark;
    else if (mark.startsWith(this.#fence)) this.#fence = "";
    return wasOpen || mark !== "";
  }
}

/** Appends blocks, a blank line before each; `current` stays as it is, but for a missing last `\n`. */
export function joinBlocks(current: string, blocks: readonly string[]): string {
  if (blocks.length === 0) return current;
  const head = current.trim() === "" ? "" : `${current.replace(/\n*$/, "")}\n\n`;
  return `${head}${blocks.join("\n\n")}\n`;
}

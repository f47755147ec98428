import type { Merged } from "./merge.ts";

/** How a text is written, apart from what it says. */
export interface TextStyle {
  readonly lineEnd: "\n" | "\r\n";
  readonly hasByteOrderMark: boolean;
  /** One level of indentation: spaces or a tab; two spaces where the text has none. */
  readonly indentation: string;
  readonly endsInLineEnd: boolean;
}

/** Runs a merge on plain texts (`\n`, no BOM) and writes the outcome in the style of `model`. */
export function withStyle(
  model: string,
  merge: (style: TextStyle, plain: (text: string) => string) => Merged,
): Merged {
  const style = styleOf(model);
  const { text, conflicts } = merge(style, toPlain);
  const styled = style.lineEnd === "\n" ? text : text.replaceAll("\n", style.lineEnd);
  return { text: (style.hasByteOrderMark ? "\uFEFF" : "") + styled, conflicts };
}

function styleOf(text: string): TextStyle {
  const windows = text.split("\r\n").length - 1;
  const all = text.split("\n").length - 1;
  return {
    lineEnd: windows > all / 2 ? "\r\n" : "\n",
    hasByteOrderMark: text.startsWith("\uFEFF"),
    indentation: /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ",
    endsInLineEnd: text === "" || text.endsWith("\n"),
  };
}

function toPlain(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}

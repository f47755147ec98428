import type * as t from "@babel/types";
import { type ParsedModule, rangeOf } from "../syntax/parse.ts";

/** Comments that speak to a tool about the statement below them: they go where it goes. */
const DIRECTIVE =
  /@ts-(?:ignore|expect-error)|eslint-disable-next-line|biome-ignore|prettier-ignore/;

/**
 * The range of a statement with the comments that belong to it: those that end on the line above,
 * without a blank line between. For imports only comments to tools belong, so that a licence above
 * a first import stays.
 */
export function rangeWithComments(module: ParsedModule, statement: t.Statement): [number, number] {
  let [start, end] = rangeOf(statement);
  const onlyDirectives = statement.type === "ImportDeclaration";
  for (const comment of [...module.comments].reverse()) {
    const [commentStart, commentEnd] = rangeOf(comment);
    if (commentEnd > start) continue;
    const between = module.text.slice(commentEnd, start);
    if (!/^[ \t]*(?:\r?\n[ \t]*)?$/.test(between)) break;
    if (!startsLine(module.text, commentStart)) break;
    if (onlyDirectives && !DIRECTIVE.test(comment.value)) break;
    if (/^\s*eslint-disable\b(?!-next-line)|@jsx|use client/.test(comment.value)) break;
    start = commentStart;
  }
  const trailing = /^[ \t]*\/\/[^\n\r]*/.exec(module.text.slice(end));
  if (trailing) end += trailing[0].length;
  return [start, end];
}

/**
 * A range grown to whole lines, so that removing it leaves no hole: its line break goes with it,
 * and one of the two blank lines around it.
 */
export function wholeLines(
  text: string,
  [start, end]: readonly [number, number],
): [number, number] {
  let from = start;
  while (from > 0 && /[ \t]/.test(text[from - 1] ?? "")) from -= 1;
  if (from > 0 && text[from - 1] !== "\n") return [start, end];
  const rest = /^[ \t;]*(\r?\n|$)/.exec(text.slice(end));
  if (!rest) return [start, end];
  let to = end + rest[0].length;
  const blankAbove = from === 0 || /\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, from - 200), from));
  const blankBelow = /^[ \t]*\r?\n/.exec(text.slice(to));
  if (blankAbove && blankBelow) to += blankBelow[0].length;
  else if (to >= text.length && blankAbove) {
    while (from > 0 && /\n\r?\n$/.test(text.slice(0, from)))
      from -= text[from - 2] === "\r" ? 2 : 1;
  }
  return [from, to];
}

/** The line break that a text uses. */
export function lineBreakOf(text: string): "\r\n" | "\n" {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function startsLine(text: string, offset: number): boolean {
  return /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset));
}

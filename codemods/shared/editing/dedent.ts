import type * as t from "@babel/types";
import { type ParsedModule, rangeOf } from "../syntax/parse.ts";
import { walk } from "../syntax/walk.ts";

/**
 * The text of a block, edited already, as it stands at the start of a line: without the indentation that it
 * had further inside. Texts over several lines would change with it, and keep what they have.
 */
export function dedented({ text }: ParsedModule, block: t.Node, edited: string): string {
  const indent = indentAt(text, rangeOf(block)[1] - 1);
  if (indent === "" || holdsLines(text, block)) return edited;
  return edited.replaceAll(`\n${indent}`, "\n");
}

/** The blanks at the start of the line that an offset stands in. */
export function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
}

function holdsLines(text: string, block: t.Node): boolean {
  let found = false;
  walk(block, (node) => {
    found ||= node.type === "TemplateElement" && text.slice(...rangeOf(node)).includes("\n");
    return !found;
  });
  return found;
}

import type { ParserPlugin } from "@babel/parser";
import type * as t from "@babel/types";
import getParser from "jscodeshift/src/getParser.js";
import { NotUnderstood } from "../finding.ts";

/** A module as text and as a tree. Offsets of nodes are offsets into the text, byte for byte. */
export interface ParsedModule {
  readonly path: string;
  readonly text: string;
  readonly program: t.Program;
  readonly comments: readonly t.Comment[];
  readonly isTypeScript: boolean;
}

/** Longer sources are generated or data; nobody wrote a page of this size. */
const LONGEST_SOURCE = 2_000_000;

/**
 * Parses a module with the grammar of its extension: in `.ts`, `<T>x` is a cast and not an element.
 * The text goes to jscodeshift's parser as it is, and not by way of `j(text)`: recast would expand
 * tabs and line ends first, and the offsets of its nodes would point elsewhere
 * (docs/decisions/0006-jscodeshift-without-recast.md).
 * @throws NotUnderstood for a syntax error, at its line
 */
export function parseModule(path: string, text: string): ParsedModule {
  if (text.length > LONGEST_SOURCE) {
    throw new NotUnderstood("too-large", "The file is too large to be a page written by hand.", 1);
  }
  const isTypeScript = /\.[cm]?tsx?$/.test(path);
  try {
    const plugins = pluginsFor(path, isTypeScript);
    const file = getParser("babylon", { sourceType: "module", plugins }).parse(text);
    return { path, text, program: file.program, comments: file.comments ?? [], isTypeScript };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = (error as { loc?: { line: number } }).loc?.line ?? 1;
    const message = error.message.replace(/\s*\(\d+:\d+\)$/, "");
    throw new NotUnderstood("syntax-error", `The file cannot be parsed: ${message}`, line);
  }
}

function pluginsFor(path: string, isTypeScript: boolean): ParserPlugin[] {
  const plugins: ParserPlugin[] = ["decorators-legacy"];
  if (isTypeScript) plugins.push("typescript");
  if (!/\.[cm]?ts$/.test(path)) plugins.push("jsx");
  return plugins;
}

/** Line of a node, counted from 1. */
export function lineOf(node: { loc?: { start: { line: number } } | null | undefined }): number {
  return node.loc?.start.line ?? 1;
}

/** Where a node begins and ends in the text. */
export function rangeOf(node: { start?: number | null; end?: number | null }): [number, number] {
  return [node.start ?? 0, node.end ?? 0];
}

/** Source text of a node. */
export function textOf(module: Pick<ParsedModule, "text">, node: t.Node): string {
  return module.text.slice(...rangeOf(node));
}

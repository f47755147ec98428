import type * as t from "@babel/types";
import type { Edit } from "../../codemods/shared/editing/edits.ts";
import {
  lineBreakOf,
  rangeWithComments,
  wholeLines,
} from "../../codemods/shared/editing/statements.ts";
import { type ParsedModule, parseModule, rangeOf } from "../../codemods/shared/syntax/parse.ts";
import { walk } from "../../codemods/shared/syntax/walk.ts";
import type { Project } from "../project/project.ts";
import type { Route } from "../project/routes.ts";
import type { Reason } from "./types.ts";

const mark = "TODO(create-session-app):";

/** Nothing is to be done about these: the route was not asked for, or stays with all the others. */
const unsaid = new Set(["not-chosen", "api-route", "api-alone"]);

/**
 * A comment above the statement that each reason is about, in modules of the project; what stands in
 * package.json has no place for one. Comments of earlier runs that still hold stay where they are,
 * those that do not are taken out of pages.
 * @param left the routes that stay, and why
 * @returns edits by file, on the texts as they are
 */
export function todoEdits(
  project: Project,
  left: ReadonlyMap<Route, readonly Reason[]>,
): Map<string, Edit[]> {
  const byFile = new Map<string, Reason[]>([...left.keys()].map(({ file }) => [file, []]));
  for (const reason of [...left.values()].flat()) {
    if (!/\.[cm]?[jt]sx?$/.test(reason.file) || unsaid.has(reason.code)) continue;
    byFile.set(reason.file, [...(byFile.get(reason.file) ?? []), reason]);
  }
  const edits = new Map<string, Edit[]>();
  for (const [file, about] of byFile) {
    const found = editsOf(file, project.text(file) ?? "", about);
    if (found.length > 0) edits.set(file, found);
  }
  return edits;
}

function editsOf(file: string, text: string, reasons: readonly Reason[]): Edit[] {
  const module = parsed(file, text);
  if (!module) return []; // What cannot be parsed is told, and not edited.
  const wanted = new Map<number, Set<string>>();
  for (const { line, message } of reasons) {
    const statement = statementAt(module.program, line);
    if (!statement) continue;
    const [start] = rangeWithComments(module, statement);
    wanted.set(start, (wanted.get(start) ?? new Set()).add(`${mark} ${message}`));
  }
  const edits: Edit[] = [];
  for (const comment of module.comments) {
    const said = comment.value.trim();
    if (comment.type !== "CommentLine" || !said.startsWith(mark)) continue;
    const above = [...wanted].find(
      ([start, texts]) => start <= rangeOf(comment)[0] && texts.has(said),
    );
    if (above) above[1].delete(said);
    else edits.push({ ...span(wholeLines(text, rangeOf(comment))), text: "" });
  }
  for (const [start, texts] of wanted) {
    const indent = /[ \t]*$/.exec(text.slice(0, start))?.[0] ?? "";
    const lines = [...texts].map((said) => `// ${said}${lineBreakOf(text)}${indent}`).join("");
    if (lines) edits.push({ start, end: start, text: lines });
  }
  return edits;
}

function parsed(file: string, text: string): ParsedModule | undefined {
  try {
    return parseModule(file, text);
  } catch {
    return undefined;
  }
}

/** The innermost statement of a list that a line belongs to: above it a comment can always stand. */
function statementAt(program: t.Program, line: number): t.Statement | undefined {
  let found: t.Statement | undefined;
  walk(program, (node) => {
    if (!node.loc || node.loc.start.line > line || node.loc.end.line < line) {
      return node.type === "Program" ? undefined : false;
    }
    if (node.type === "Program" || node.type === "BlockStatement") {
      found =
        node.body.find(({ loc }) => loc && loc.start.line <= line && loc.end.line >= line) ?? found;
    }
    return undefined;
  });
  return found ?? program.body[0];
}

function span([start, end]: readonly [number, number]): { start: number; end: number } {
  return { start, end };
}

import { type WrappedExport, wrapDefaultExport } from "../compat/wrap-default-export.ts";
import { applyEdits, type Edit } from "../editing/edits.ts";
import { folderOf, specifierTo } from "../editing/specifiers.ts";
import { lineBreakOf, rangeWithComments, wholeLines } from "../editing/statements.ts";
import { NotUnderstood } from "../finding.ts";
import { rangeOf } from "../syntax/parse.ts";
import type { PageFacts } from "./facts.ts";
import { importStyle, narrowImport } from "./imports.ts";
import type { InferredProps } from "./inferred-props.ts";
import { namesWithin } from "./parts.ts";
import { sharedImports } from "./shared-file.ts";
import type { SplitPage } from "./split.ts";

/** The generated function that gives the component what stood around it in pages/. */
interface Wrapper {
  readonly name: string;
  /** Its module, without extension. */
  readonly file: string;
}

function wrapperOf({ bridgedShell, pageRouter }: PageFacts): Wrapper | undefined {
  if (bridgedShell) return { name: "withAppShell", file: bridgedShell.appShell };
  return pageRouter && { name: "withPageRouter", file: pageRouter.pageRouter };
}

/**
 * The text of the client file: the page as it was, without what went to the server. Everything
 * else keeps its bytes.
 * @param conversions edits of the router and the head
 */
export function clientFile(
  page: SplitPage,
  inferred: InferredProps,
  conversions: readonly Edit[],
): string {
  const { module, scopes, serverStatements, sides, specifiers } = page;
  const wrapper = wrapperOf(page.facts);
  const wrapped = wrapper && wrappedIn(wrapper, page);
  const edits: Edit[] = [
    ...specifiers,
    ...inferred.edits,
    ...conversions,
    ...(wrapped?.edits ?? []),
  ];
  const removed = new Set([
    ...serverStatements,
    ...sides.serverOnly.map(({ statement }) => statement),
    ...sides.shared.map(({ statement }) => statement),
  ]);
  for (const statement of removed) {
    const [start, end] = wholeLines(module.text, rangeWithComments(module, statement));
    edits.push({ start, end, text: "" });
  }
  const annotations = new Set(
    serverStatements.flatMap((statement) => [...namesWithin(scopes, rangeOf(statement)).keys()]),
  );
  const keeps = (local: string): boolean => {
    if (local === inferred.drops) return false;
    if (inferred.needs.includes(local)) return true;
    if (sides.clientNames.has(local)) return true;
    return sides.unused.has(local) && !annotations.has(local);
  };
  const gone = [...removed].map((statement) => rangeOf(statement));
  const isTypeOnly = (local: string): boolean =>
    module.isTypeScript &&
    (scopes.module.get(local)?.references ?? []).every(({ node, isType }) => {
      const [at] = rangeOf(node);
      return isType || gone.some(([start, end]) => at >= start && at < end);
    });
  for (const statement of module.program.body) {
    if (statement.type === "ImportDeclaration") {
      edits.push(...narrowImport(module, statement, keeps, isTypeOnly));
    }
  }
  const added = importsBeside(page, inferred);
  const lastKept = module.program.body.findLast(
    (statement) =>
      statement.type === "ImportDeclaration" &&
      statement.specifiers.some(({ local }) => keeps(local.name)),
  );
  if (lastKept && added.length > 0) {
    const [, end] = rangeOf(lastKept);
    const line = lineBreakOf(module.text);
    edits.push({ start: end, end, text: added.map((text) => line + text).join("") });
  }
  for (const { statement } of sides.sharedTypes) {
    const [start] = rangeOf(statement);
    if (statement.type !== "ExportNamedDeclaration")
      edits.push({ start, end: start, text: "export " });
  }
  const text = withLast(page, applyEdits(module.text, merged(edits)), wrapped?.last);
  return withDirective(page, lastKept ? [] : added, text);
}

/** The component goes through the function that puts `_app`, or the router, around it. */
function wrappedIn({ name }: Wrapper, { module, scopes, facts }: SplitPage): WrappedExport {
  if (scopes.all.some((binding) => binding.name === name)) {
    throw new NotUnderstood("name-taken", `The page has a \`${name}\` of its own.`, 1);
  }
  return wrapDefaultExport(module, name, JSON.stringify(facts.pattern));
}

/** Adds a statement at the end, with a blank line before it. */
function withLast({ module }: SplitPage, text: string, last: string | undefined): string {
  if (last === undefined) return text;
  const line = lineBreakOf(module.text);
  return [text.trimEnd(), "", last, ""].join(line);
}

/** Imports of the files beside the client file. */
function importsBeside({ module, facts, sides }: SplitPage, inferred: InferredProps): string[] {
  const { quote, semicolon } = importStyle(module);
  const write = (names: string, from: string, type = ""): string =>
    `import ${type}${names} from ${quote}${from}${quote}${semicolon}`;
  const uses = (name: string): boolean => sides.clientNames.has(name);
  const imports = sharedImports({ facts, sides }, facts.clientFile, uses, write);
  const wrapper = wrapperOf(facts);
  if (wrapper) {
    const from = specifierTo(folderOf(facts.clientFile), wrapper.file);
    imports.push(write(`{ ${wrapper.name} }`, from));
  }
  if (inferred.fromServer !== undefined) {
    const from = specifierTo(
      folderOf(facts.clientFile),
      inferred.fromFile ?? facts.pageFile,
    ).replace(/\.\w+$/, "");
    imports.push(write(`{ ${inferred.fromServer} }`, from, "type "));
  }
  return imports;
}

/** Puts `"use client"` first, and imports that found no place among others. */
function withDirective({ module }: SplitPage, imports: readonly string[], text: string): string {
  const { quote, semicolon } = importStyle(module);
  const line = lineBreakOf(module.text);
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text
    .slice(mark.length)
    .replace(/^\s*(["'])use client\1;?/, "")
    .replace(/^(?:[ \t]*\r?\n)+/, "");
  const directive = [`${quote}use client${quote}${semicolon}`, ""];
  const gap = imports.length > 0 && !/^import\b/.test(body) ? [""] : [];
  return mark + [...directive, ...imports, ...gap, body].join(line);
}

/** Removals that touch or overlap become one, as magic-string wants them. */
function merged(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  const removals = edits.filter((edit) => edit.text === "" && edit.end > edit.start);
  for (const edit of removals.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && edit.start <= last.end) {
      result[result.length - 1] = { ...last, end: Math.max(last.end, edit.end) };
    } else {
      result.push(edit);
    }
  }
  return [...result, ...edits.filter((edit) => edit.text !== "")];
}

import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { ProjectFunctions } from "./functions.ts";
import { appRouter, type Outcome, outcomesIn, pagesRouter, textOf } from "./outcomes.ts";
import { declarationOf, defaultExportOf, type PageFile, parse, serverPages } from "./pages.ts";

/** What became of the guards of one page, told by its files alone. */
export interface GuardsOfPage {
  readonly route: string;
  readonly place: "unchanged" | "server-side-props" | "page" | "gone";
  /** Guards that the page had: its own outcomes, or one that is in a wrapper or helper. */
  readonly found: number;
  readonly kept: number;
  /** What differs, for people; empty where everything was kept. */
  readonly lost: readonly string[];
}

/**
 * Compares the guards of every page with `getServerSideProps` before and after a migration. Shares
 * no code with the migration: routes are told by names of files, guards by TypeScript's own parser.
 * @param before folder of the application as it was
 * @param after folder of the application as it is
 */
export function compareGuards(before: string, after: string): GuardsOfPage[] {
  const functions = { before: new ProjectFunctions(before), after: new ProjectFunctions(after) };
  return serverPages(before).map((page) => guardsOf(page, before, after, functions));
}

function guardsOf(
  page: PageFile,
  before: string,
  after: string,
  functions: { readonly before: ProjectFunctions; readonly after: ProjectFunctions },
): GuardsOfPage {
  const declaration = declarationOf(page.source) as ts.Node;
  const outcomes = outcomesIn(declaration, pagesRouter);
  const found = Math.max(outcomes.length, 1);
  const result = (
    place: GuardsOfPage["place"],
    lost: readonly string[],
    count = found,
  ): GuardsOfPage => ({
    route: `/${page.route}`,
    place,
    found: count,
    kept: Math.max(count - lost.length, 0),
    lost,
  });

  const same = path.join(after, page.file);
  if (existsSync(same)) {
    const now = declarationOf(parse(same));
    const unchanged = now !== undefined && textOf(now) === textOf(declaration);
    return result("unchanged", unchanged ? [] : [`${page.file}: getServerSideProps was changed.`]);
  }
  const folder = appFolder(page, after);
  if (folder === undefined) return result("gone", [`/${page.route} has no page any more.`]);
  const bridged = sibling(folder, /^server-side-props\.[jt]sx?$/);
  if (bridged)
    return result(
      "server-side-props",
      carriedOver(page, declaration, parse(bridged), { before, after }),
    );
  const file = sibling(folder, /^page\.(?:.+\.)?[jt]sx?$/) as string;
  const expected = outcomesIn(declaration, pagesRouter, functions.before);
  const lost = rewritten(expected, parse(file), functions.after);
  return result("page", lost, Math.max(expected.length, 1));
}

/** Every statement of the new file has to be one of the page's; only specifiers may differ. */
function carriedOver(
  page: PageFile,
  declaration: ts.Node,
  now: ts.SourceFile,
  { before, after }: { readonly before: string; readonly after: string },
): string[] {
  const moved = declarationOf(now);
  const isSame =
    moved !== undefined &&
    comparable(moved) === comparable(declaration) &&
    moduleOf(moved, after) === moduleOf(declaration, before);
  if (!isSame) return [`/${page.route}: getServerSideProps was not carried over as it was.`];
  const known = new Set(page.source.statements.map(comparable));
  return now.statements
    .filter((statement) => !ts.isImportDeclaration(statement) && !isExportOfProps(statement))
    .filter((statement) => !known.has(comparable(statement)))
    .map((statement) => `/${page.route}: ${textOf(statement).slice(0, 60)} is new.`);
}

function comparable(node: ts.Node): string {
  return textOf(node).replace(/^export/, "");
}

/** `export { getServerSideProps }`, of a list that may have had more names: what it is was compared. */
function isExportOfProps(statement: ts.Statement): boolean {
  if (!ts.isExportDeclaration(statement) || !statement.exportClause) return false;
  if (!ts.isNamedExports(statement.exportClause)) return false;
  return statement.exportClause.elements.every(({ name }) => name.text === "getServerSideProps");
}

/** The module that a re-export names, relative to the application; undefined for anything else. */
function moduleOf(node: ts.Node, root: string): string | undefined {
  const list = ts.isExportSpecifier(node) ? node.parent.parent : undefined;
  if (!list?.moduleSpecifier || !ts.isStringLiteral(list.moduleSpecifier)) return undefined;
  const { text } = list.moduleSpecifier;
  if (!text.startsWith(".")) return text;
  return path.relative(root, path.resolve(path.dirname(node.getSourceFile().fileName), text));
}

/** A rewritten page has the same outcomes, under the same conditions, after the same calls. */
function rewritten(
  outcomes: readonly Outcome[],
  source: ts.SourceFile,
  functions: ProjectFunctions,
): string[] {
  const page = defaultExportOf(source);
  const after = page ? outcomesIn(page, appRouter, functions) : [];
  const lost: string[] = [];
  let at = 0;
  for (const outcome of outcomes) {
    const index = after.findIndex((one, place) => place >= at && isSame(outcome, one));
    if (index === -1) lost.push(describe(outcome));
    else at = index + 1;
  }
  return lost;
}

function isSame(a: Outcome, b: Outcome): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function describe({ kind, target, conditions, before }: Outcome): string {
  const after = before.length > 0 ? ` after ${before.join(", ")}` : "";
  return `${kind} ${target} where ${conditions.join(" && ") || "always"}${after}`;
}

function appFolder({ file, route }: PageFile, after: string): string | undefined {
  const roots = file.startsWith("src/") ? ["src/app", "app"] : ["app", "src/app"];
  return roots
    .map((root) => path.join(after, root, route))
    .find((folder) => sibling(folder, /^page\.(?:.+\.)?[jt]sx?$/) !== undefined);
}

function sibling(folder: string, name: RegExp): string | undefined {
  if (!existsSync(folder)) return undefined;
  const found = readdirSync(folder).find((entry) => name.test(entry));
  return found && path.join(folder, found);
}

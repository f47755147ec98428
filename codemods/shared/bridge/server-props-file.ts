import type * as t from "@babel/types";
import { editedSlice } from "../editing/edits.ts";
import { folderOf, specifierTo } from "../editing/specifiers.ts";
import { lineBreakOf, rangeWithComments } from "../editing/statements.ts";
import { importStyle, importText } from "../page/imports.ts";
import { namesWithin } from "../page/parts.ts";
import { sharedImports } from "../page/shared-file.ts";
import type { SplitPage } from "../page/split.ts";
import { rangeOf } from "../syntax/parse.ts";
import { walk } from "../syntax/walk.ts";
import type { ExportedProps } from "./exported.ts";
import type { BridgeFacts } from "./facts.ts";

/**
 * The file for `getServerSideProps`: its statements and those that only it needs, in their order
 * and byte for byte, below the imports that they use.
 */
export function serverPropsFile(
  page: SplitPage,
  exported: ExportedProps,
  facts: BridgeFacts,
): { file: string; text: string } {
  const { module, sides, specifiers } = page;
  const statements = [
    ...exported.statements,
    ...sides.serverOnly.map(({ statement }) => statement),
  ].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  const declarations = statements.map((statement) =>
    editedSlice(module.text, specifiers, rangeWithComments(module, statement)),
  );
  const sections = [
    importsOf(page, facts, statements),
    ...declarations,
    exported.exportText ?? "",
  ].filter((section) => section !== "");
  const text = `${sections.join("\n\n")}\n`.replace(/\r?\n/g, lineBreakOf(module.text));
  return { file: `${facts.serverPropsFile}.${extensionOf(page, statements)}`, text };
}

function importsOf(
  page: SplitPage,
  facts: BridgeFacts,
  statements: readonly t.Statement[],
): string {
  const { module, scopes, sides, specifiers } = page;
  const { quote, semicolon } = importStyle(module);
  const keeps = (local: string): boolean => sides.serverNames.has(local);
  const ranges = statements.map((statement) => rangeOf(statement));
  const used = ranges.map((range) => namesWithin(scopes, range));
  const isTypeOnly = (local: string): boolean => {
    const uses = used.flatMap((names) => names.get(local) ?? []);
    return module.isTypeScript && uses.length > 0 && uses.every(({ isType }) => isType);
  };
  const kept = module.program.body.flatMap((statement) => {
    if (statement.type !== "ImportDeclaration") return [];
    if (isForItsEffects(statement))
      return [editedSlice(module.text, specifiers, rangeOf(statement))];
    return importText(module, statement, specifiers, keeps, isTypeOnly) ?? [];
  });
  const write = (names: string, from: string, type = ""): string =>
    `import ${type}${names} from ${quote}${from}${quote}${semicolon}`;
  const types = sides.sharedTypes.flatMap(({ declares }) => declares).sort();
  const client = specifierTo(folderOf(facts.pageFile), facts.clientFile).replace(/\.\w+$/, "");
  return [
    ...kept,
    ...sharedImports(page, facts.pageFile, keeps, write),
    ...(types.length > 0 ? [write(`{ ${types.join(", ")} }`, client, "type ")] : []),
  ].join("\n");
}

/** `import "./firebase-admin"` acted on both sides; a style sheet is for the browser alone. */
function isForItsEffects({ specifiers, source }: t.ImportDeclaration): boolean {
  return specifiers.length === 0 && !/\.(?:css|scss|sass|less)$/.test(source.value);
}

/** The language of the page, and JSX only where there is some. */
function extensionOf({ module }: SplitPage, statements: readonly t.Statement[]): string {
  if (!module.isTypeScript) return /\.jsx$/.test(module.path) ? "jsx" : "js";
  let hasElements = false;
  for (const statement of statements) {
    walk(statement, ({ type }) => {
      hasElements ||= type === "JSXElement" || type === "JSXFragment";
      return !hasElements;
    });
  }
  return hasElements ? "tsx" : "ts";
}

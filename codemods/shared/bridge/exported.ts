import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { moved } from "../editing/specifiers.ts";
import { NotUnderstood } from "../finding.ts";
import { importStyle } from "../page/imports.ts";
import { lineOf, type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";

const NAME = "getServerSideProps";

/** How a page exports `getServerSideProps`, whatever that is. */
export interface ExportedProps {
  /** Statements that are its alone: they go to the server as they are. */
  readonly statements: readonly t.Statement[];
  /** An `export { … }` that exports more: it stays, without this name. */
  readonly narrowed?: t.ExportNamedDeclaration;
  /** Edits of the page that take the name out of such a list. */
  readonly edits: readonly Edit[];
  /** Other names of the page that the list exports. */
  readonly listed: readonly string[];
  /** What the server file has to say to export it, where no statement of the page does. */
  readonly exportText?: string;
  /** Name that it has inside the page, where it has one. */
  readonly local?: string;
  /** The module that it is re-exported from. */
  readonly from?: string;
  readonly line: number;
}

/**
 * Finds the statements that make and export `getServerSideProps`: a function, the result of any
 * call, a name, or one of another module.
 * @param toFolder folder that relative specifiers are to lead from
 * @throws NotUnderstood when there is none, or it shares its declaration with other names
 */
export function exportedProps(
  module: ParsedModule,
  folders: { readonly from: string; readonly to: string },
): ExportedProps {
  const declared = declarationsOf(module, NAME);
  const exporting = declared.filter(({ type }) => type === "ExportNamedDeclaration");
  const [first] = exporting;
  if (first)
    return { statements: declared, edits: [], listed: [], local: NAME, line: lineOf(first) };
  for (const statement of module.program.body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    const specifier = statement.specifiers.find(
      (candidate): candidate is t.ExportSpecifier =>
        candidate.type === "ExportSpecifier" && nameOf(candidate.exported) === NAME,
    );
    if (specifier) return fromList(module, statement, specifier, folders);
  }
  throw new NotUnderstood("no-gssp", "The page exports no getServerSideProps.", 1);
}

function fromList(
  module: ParsedModule,
  statement: t.ExportNamedDeclaration,
  specifier: t.ExportSpecifier,
  folders: { readonly from: string; readonly to: string },
): ExportedProps {
  const others = statement.specifiers.filter((other) => other !== specifier);
  const local = specifier.local.name;
  const declared = statement.source ? [] : declarationsOf(module, local);
  const narrowed = others.length > 0 ? statement : undefined;
  const own = {
    ...(statement.source ? { from: statement.source.value } : { local }),
    line: lineOf(statement),
  };
  if (!narrowed) return { ...own, statements: [...declared, statement], edits: [], listed: [] };
  const [first, last] = [statement.specifiers[0], statement.specifiers.at(-1)];
  if (!first || !last) throw new NotUnderstood("no-gssp", "It exports nothing.", lineOf(statement));
  const text = others.map((other) => textOf(module, other)).join(", ");
  const listed = others.flatMap((other) =>
    other.type === "ExportSpecifier" && !statement.source ? [other.local.name] : [],
  );
  return {
    ...own,
    statements: declared,
    narrowed,
    edits: [{ start: rangeOf(first)[0], end: rangeOf(last)[1], text }],
    listed,
    exportText: exportText(module, specifier, statement.source?.value, folders),
  };
}

function exportText(
  module: ParsedModule,
  specifier: t.ExportSpecifier,
  source: string | undefined,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  const { quote, semicolon } = importStyle(module);
  const list = `export { ${textOf(module, specifier)} }`;
  if (source === undefined) return `${list}${semicolon}`;
  const specifierText = /^\.\.?(?:\/|$)/.test(source) ? moved(source, from, to) : source;
  return `${list} from ${quote}${specifierText}${quote}${semicolon}`;
}

/**
 * The statements at the top of a module that declare a name; overloads have several.
 * @throws NotUnderstood when one of them declares other names, too
 */
function declarationsOf({ program }: ParsedModule, name: string): t.Statement[] {
  return program.body.filter((statement) => {
    const declaration =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type === "FunctionDeclaration" || declaration?.type === "TSDeclareFunction") {
      return declaration.id?.name === name;
    }
    if (declaration?.type !== "VariableDeclaration") return false;
    const names = declaration.declarations.flatMap(({ id }) => boundNames(id));
    if (!names.includes(name)) return false;
    if (names.length === 1) return true;
    throw new NotUnderstood(
      "several-declarations",
      `\`${name}\` is declared together with other variables; give it a statement of its own.`,
      lineOf(statement),
    );
  });
}

function boundNames(pattern: t.Node): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case "AssignmentPattern":
      return boundNames(pattern.left);
    case "RestElement":
      return boundNames(pattern.argument);
    default:
      return [];
  }
}

function nameOf(node: t.Identifier | t.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}

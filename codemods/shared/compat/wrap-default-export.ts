import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import { importStyle } from "../page/imports.ts";
import { lineOf, type ParsedModule, rangeOf } from "../syntax/parse.ts";
import { resolveScopes } from "../syntax/scopes.ts";

/** A default export that goes through a call. */
export interface WrappedExport {
  readonly edits: readonly Edit[];
  /** A statement for the end of the module, where the export has to be one of its own. */
  readonly last?: string;
}

/**
 * Puts a call around what a module exports as default; the component itself, its name and the
 * properties that are set on it stay as they are: `export default withAppShell(Page, "/posts")`.
 * @param call name of the function that is called
 * @param rest source text of its other arguments
 * @throws NotUnderstood when there is no default export, or one that is no value of the module
 */
export function wrapDefaultExport(module: ParsedModule, call: string, rest: string): WrappedExport {
  const { semicolon } = importStyle(module);
  const around = (name: string): string => `export default ${call}(${name}, ${rest})${semicolon}`;
  const defaults = module.program.body.filter(
    (statement) => statement.type === "ExportDefaultDeclaration",
  );
  const [only, ...others] = defaults;
  if (others.length > 0) {
    throw new NotUnderstood(
      "default-export",
      "The default export has overloads.",
      lineOf(module.program),
    );
  }
  if (only) return wrapDeclaration(only, call, rest, around);
  for (const statement of module.program.body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    const index = statement.specifiers.findIndex(isDefault);
    const specifier = statement.specifiers[index];
    if (specifier?.type !== "ExportSpecifier") continue;
    if (statement.source) return wrapReexport(module, statement, specifier, around);
    return { edits: [withoutSpecifier(statement, index)], last: around(specifier.local.name) };
  }
  throw new NotUnderstood("default-export", "The module has no default export of its own.", 1);
}

/** `export { Desk as default } from "./desk"` becomes an import, and an export of its own. */
function wrapReexport(
  module: ParsedModule,
  statement: t.ExportNamedDeclaration,
  specifier: t.ExportSpecifier,
  around: (name: string) => string,
): WrappedExport {
  const { name } = specifier.local;
  const local = name === "default" ? "PageComponent" : name;
  if (statement.specifiers.length > 1 || isTaken(module, local)) {
    throw new NotUnderstood(
      "default-export",
      "The default export comes from another module, together with others or under a name that is taken.",
      lineOf(statement),
    );
  }
  const [start] = rangeOf(statement);
  const end = rangeOf(statement.source as t.Node)[0];
  const clause = name === "default" ? local : `{ ${name} }`;
  return { edits: [{ start, end, text: `import ${clause} from ` }], last: around(local) };
}

function isTaken({ program }: ParsedModule, name: string): boolean {
  return resolveScopes(program).all.some((binding) => binding.name === name);
}

function wrapDeclaration(
  statement: t.ExportDefaultDeclaration,
  call: string,
  rest: string,
  around: (name: string) => string,
): WrappedExport {
  const { declaration } = statement;
  const [start, end] = rangeOf(declaration);
  const isDeclaration =
    declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration";
  if (isDeclaration && declaration.id) {
    // the keyword goes, and the declaration keeps the name that the rest of the module uses
    return {
      edits: [{ start: rangeOf(statement)[0], end: start, text: "" }],
      last: around(declaration.id.name),
    };
  }
  return {
    edits: [
      { start, end: start, text: `${call}(` },
      { start: end, end, text: `, ${rest})${isDeclaration ? ";" : ""}` },
    ],
  };
}

function isDefault(specifier: t.ExportNamedDeclaration["specifiers"][number]): boolean {
  const { exported } = specifier;
  return (exported.type === "Identifier" ? exported.name : exported.value) === "default";
}

function withoutSpecifier(statement: t.ExportNamedDeclaration, index: number): Edit {
  const { specifiers } = statement;
  const [start, end] = rangeOf(statement);
  if (specifiers.length === 1) return { start, end, text: "" };
  const [from, to] = rangeOf(specifiers[index] as t.Node);
  const next = specifiers[index + 1];
  const before = specifiers[index - 1];
  if (next) return { start: from, end: rangeOf(next)[0], text: "" };
  return { start: before ? rangeOf(before)[1] : from, end: to, text: "" };
}

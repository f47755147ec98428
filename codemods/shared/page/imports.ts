import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { editedSlice } from "../editing/edits.ts";
import { rangeWithComments, wholeLines } from "../editing/statements.ts";
import { type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";

/** How a module writes its imports. */
export interface ImportStyle {
  readonly quote: '"' | "'";
  readonly semicolon: "" | ";";
}

/** The style of the first imports of a module; double quotes and semicolons where it has none. */
export function importStyle(module: ParsedModule): ImportStyle {
  const first = module.program.body.find((statement) => statement.type === "ImportDeclaration");
  if (!first) return { quote: '"', semicolon: ";" };
  const text = textOf(module, first);
  return { quote: text.includes("'") ? "'" : '"', semicolon: text.endsWith(";") ? ";" : "" };
}

/** Edits that leave an import only the names that `keeps` says, or remove it whole. */
export function narrowImport(
  module: ParsedModule,
  statement: t.ImportDeclaration,
  keeps: (local: string) => boolean,
  isTypeOnly: (local: string) => boolean = () => false,
): Edit[] {
  const { specifiers } = statement;
  if (specifiers.length === 0) return [];
  const kept = specifiers.filter((specifier) => keeps(specifier.local.name));
  if (kept.length === specifiers.length) return [];
  if (kept.length === 0) {
    const [start, end] = wholeLines(module.text, rangeWithComments(module, statement));
    return [{ start, end, text: "" }];
  }
  // what is left may be types alone: then nothing of that module may reach the browser
  return [clauseEdit(module, statement, kept, areTypes(kept, isTypeOnly))];
}

function areTypes(
  specifiers: t.ImportDeclaration["specifiers"],
  isTypeOnly: (local: string) => boolean,
): boolean {
  return specifiers.every(
    (specifier) => specifier.type === "ImportSpecifier" && isTypeOnly(specifier.local.name),
  );
}

/**
 * The text of an import with only the names that `keeps` says, or undefined where none is left.
 * @param edits edits of the module, of which the specifier's is taken over
 */
export function importText(
  module: ParsedModule,
  statement: t.ImportDeclaration,
  edits: readonly Edit[],
  keeps: (local: string) => boolean,
  isTypeOnly: (local: string) => boolean = () => false,
): string | undefined {
  const kept = statement.specifiers.filter((specifier) => keeps(specifier.local.name));
  if (kept.length === 0) return undefined;
  const typeOnly = statement.importKind !== "type" && areTypes(kept, isTypeOnly);
  const narrowed =
    kept.length === statement.specifiers.length && !typeOnly
      ? []
      : [clauseEdit(module, statement, kept, typeOnly)];
  return editedSlice(module.text, [...edits, ...narrowed], rangeOf(statement));
}

/** Rewrites what stands between `import` and `from`. */
function clauseEdit(
  module: ParsedModule,
  statement: t.ImportDeclaration,
  kept: t.ImportDeclaration["specifiers"],
  typeOnly = false,
): Edit {
  const whole = kept.filter((specifier) => specifier.type !== "ImportSpecifier");
  const named = kept.filter((specifier) => specifier.type === "ImportSpecifier");
  const pieces = whole.map((specifier) => textOf(module, specifier));
  if (named.length > 0) {
    const texts = named.map((specifier) => textOf(module, specifier));
    const plain = texts.map((text) => (typeOnly ? text.replace(/^type\s+/, "") : text));
    pieces.push(`{ ${plain.join(", ")} }`);
  }
  const [start] = rangeOf(statement);
  const type = statement.importKind === "type" || typeOnly ? "type " : "";
  return {
    start,
    end: rangeOf(statement.source)[0],
    text: `import ${type}${pieces.join(", ")} from `,
  };
}

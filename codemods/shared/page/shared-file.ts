import { applyEdits, type Edit, editedSlice } from "../editing/edits.ts";
import { folderOf, specifierTo } from "../editing/specifiers.ts";
import { lineBreakOf, rangeWithComments } from "../editing/statements.ts";
import { rangeOf } from "../syntax/parse.ts";
import { importText } from "./imports.ts";
import type { Sides, SplitPage } from "./split.ts";

/**
 * The file with what both sides of a page use: a client module cannot give values to the server,
 * and the server's must not reach the browser.
 * @returns undefined where they share nothing
 */
export function sharedFile({ module, sides, specifiers }: SplitPage): string | undefined {
  if (sides.shared.length === 0) return undefined;
  const needs = new Set(sides.shared.flatMap((part) => [...part.needs]));
  const imports = module.program.body.flatMap((statement) => {
    if (statement.type !== "ImportDeclaration") return [];
    return importText(module, statement, specifiers, (local) => needs.has(local)) ?? [];
  });
  const declarations = sides.shared.map(({ statement }) => {
    const range = rangeWithComments(module, statement);
    const [start] = rangeOf(statement);
    const exported: Edit = { start: start - range[0], end: start - range[0], text: "export " };
    const moved = specifiers
      .filter((edit) => edit.start >= range[0] && edit.end <= range[1])
      .map(({ start: from, end: to, text }) => ({
        start: from - range[0],
        end: to - range[0],
        text,
      }));
    return applyEdits(editedSlice(module.text, [], range), [exported, ...moved]);
  });
  const sections = [imports.join("\n"), ...declarations].filter((section) => section !== "");
  return `${sections.join("\n\n")}\n`.replace(/\r?\n/g, lineBreakOf(module.text));
}

/** The names of the shared file that a side uses, apart into values and types. */
export function sharedNames(
  { shared }: Sides,
  uses: (name: string) => boolean,
): { readonly values: readonly string[]; readonly types: readonly string[] } {
  const used = (isType: boolean): string[] =>
    shared
      .filter((part) => part.isType === isType)
      .flatMap(({ declares }) => declares.filter(uses))
      .sort();
  return { values: used(false), types: used(true) };
}

/** The imports of the shared file for another file of the same folder. */
export function sharedImports(
  page: Pick<SplitPage, "sides" | "facts">,
  fromFile: string,
  uses: (name: string) => boolean,
  write: (names: string, from: string, type?: string) => string,
): string[] {
  const { values, types } = sharedNames(page.sides, uses);
  const from = specifierTo(folderOf(fromFile), page.facts.sharedFile).replace(/\.\w+$/, "");
  return [
    ...(values.length > 0 ? [write(`{ ${values.join(", ")} }`, from)] : []),
    ...(types.length > 0 ? [write(`{ ${types.join(", ")} }`, from, "type ")] : []),
  ];
}

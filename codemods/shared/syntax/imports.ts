import type * as t from "@babel/types";
import type { Scopes } from "./scopes.ts";

/** Where an imported name comes from. */
export interface ImportedName {
  readonly module: string;
  /** `default`, `*`, or the exported name. */
  readonly imported: string;
}

/** The import that brings in what an identifier refers to; undefined for everything else. */
export function importedAs(scopes: Scopes, identifier: t.Node): ImportedName | undefined {
  const binding = scopes.bindingOf(identifier);
  const declaration = binding?.declarations[0];
  if (!binding || !declaration || scopes.module.get(binding.name) !== binding) return undefined;
  return scopes.imports.get(binding.name);
}

/** The imported names of a program: local name → origin. */
export function importsOf(program: t.Program): Map<string, ImportedName> {
  const found = new Map<string, ImportedName>();
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const specifier of statement.specifiers) {
      found.set(specifier.local.name, {
        module: statement.source.value,
        imported: importedName(specifier),
      });
    }
  }
  return found;
}

/** `default`, `*`, or the name that the module exports. */
export function importedName(specifier: t.ImportDeclaration["specifiers"][number]): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  const { imported } = specifier;
  return imported.type === "Identifier" ? imported.name : imported.value;
}

import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { exportedNames } from "../page/component.ts";
import { lineOf, type ParsedModule, textOf } from "../syntax/parse.ts";
import { bare, keyName } from "../syntax/walk.ts";

/** What a page tells Next.js about itself, as the App Router wants it told. */
export interface PageConfig {
  /** Statements that have said so until now. */
  readonly statements: readonly t.Statement[];
  /** Exports of the route file, as text. */
  readonly exports: readonly string[];
}

/** Exports that this reads, so that others need not refuse them. */
export const CONFIG_EXPORTS: ReadonlySet<string> = new Set(["config", "runtime", "maxDuration"]);

/**
 * Reads `config`, `runtime` and `maxDuration` of a page.
 * @throws NotUnderstood when one of them says what the App Router cannot be told
 */
export function pageConfig(module: ParsedModule): PageConfig {
  const statements: t.Statement[] = [];
  const exports: string[] = [];
  for (const statement of module.program.body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    const names = exportedNames(statement).filter((name) => CONFIG_EXPORTS.has(name));
    if (names.length === 0) continue;
    const [declarator, ...more] =
      statement.declaration?.type === "VariableDeclaration"
        ? statement.declaration.declarations
        : [];
    const [name] = names;
    if (!declarator?.init || more.length > 0 || name === undefined) throw unknown(statement);
    const value = bare(declarator.init);
    const options = name === "config" ? optionsOf(value, statement) : [[name, value] as const];
    for (const [option, node] of options) exports.push(...exportOf(module, option, node));
    statements.push(statement);
  }
  return { statements, exports };
}

function optionsOf(value: t.Node, statement: t.Statement): (readonly [string, t.Node])[] {
  if (value.type !== "ObjectExpression") throw unknown(statement);
  return value.properties.map((property) => {
    const name = keyName(property);
    if (name === undefined || property.type !== "ObjectProperty") throw unknown(property);
    return [name, bare(property.value)];
  });
}

function exportOf(module: ParsedModule, name: string, value: t.Node): string[] {
  // what every page runs on that is not told otherwise
  if (name === "runtime" && value.type === "StringLiteral" && value.value === "nodejs") return [];
  if (name === "maxDuration" && value.type === "NumericLiteral") {
    return [`export const maxDuration = ${textOf(module, value)};`];
  }
  throw unknown(value);
}

function unknown(at: t.Node): NotUnderstood {
  return new NotUnderstood(
    "page-export",
    "The page's `config` says something that means something else in the App Router.",
    lineOf(at),
  );
}

import type * as t from "@babel/types";
import { rangeOf } from "../syntax/parse.ts";
import type { Scopes } from "../syntax/scopes.ts";

/** A statement at the top of a module, with the module's names that it declares and needs. */
export interface Part {
  readonly statement: t.Statement;
  readonly declares: readonly string[];
  readonly needs: ReadonlySet<string>;
  /** It declares types only: nothing of it is left when the program runs. */
  readonly isType: boolean;
}

/** The statements of a module and how they hang together. */
export function partsOf(program: t.Program, scopes: Scopes): Part[] {
  const needs = new Map<t.Node, Set<string>>();
  const declares = new Map<t.Node, Set<string>>();
  for (const statement of program.body) {
    needs.set(statement, new Set());
    declares.set(statement, new Set());
  }
  const holderOf = (node: t.Node): t.Statement | undefined => {
    const [start] = rangeOf(node);
    return program.body.find(
      ({ start: from, end: to }) => start >= (from ?? 0) && start < (to ?? 0),
    );
  };
  for (const [name, binding] of scopes.module) {
    for (const declaration of binding.declarations) {
      const holder = holderOf(declaration);
      if (holder) declares.get(holder)?.add(name);
    }
    for (const { node } of binding.references) {
      const holder = holderOf(node);
      if (holder) needs.get(holder)?.add(name);
    }
  }
  return program.body.map((statement) => ({
    statement,
    declares: [...(declares.get(statement) ?? [])],
    needs: needs.get(statement) ?? new Set(),
    isType: declaresTypes(statement),
  }));
}

/** Every name that is needed for the given ones, through the declarations between. */
export function closure(names: Iterable<string>, parts: readonly Part[]): Set<string> {
  const byName = new Map<string, Part>();
  for (const part of parts) for (const name of part.declares) byName.set(name, part);
  const found = new Set<string>();
  const pending = [...names];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const part = byName.get(name);
    if (part && part.statement.type !== "ImportDeclaration") pending.push(...part.needs);
  }
  return found;
}

/** The module's names that are used between two offsets, and whether as a type only. */
export function namesWithin(
  scopes: Scopes,
  [start, end]: readonly [number, number],
): Map<string, { readonly isType: boolean }> {
  const names = new Map<string, { isType: boolean }>();
  for (const [name, binding] of scopes.module) {
    for (const { node, isType } of binding.references) {
      const [at] = rangeOf(node);
      if (at < start || at >= end) continue;
      names.set(name, { isType: isType && (names.get(name)?.isType ?? true) });
    }
  }
  return names;
}

function declaresTypes(statement: t.Statement): boolean {
  const declaration =
    statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  return (
    declaration?.type === "TSTypeAliasDeclaration" || declaration?.type === "TSInterfaceDeclaration"
  );
}

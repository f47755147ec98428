import type * as t from "@babel/types";
import { lineOf, type ParsedModule, parseModule, rangeOf } from "../syntax/parse.ts";
import { patternNames } from "../syntax/patterns.ts";
import { type Reference, resolveScopes, type Scopes } from "../syntax/scopes.ts";
import { bare, childrenOf, keyName } from "../syntax/walk.ts";
import { type ExportTarget, exportTable } from "./exports.ts";
import { loadsWithin } from "./loads.ts";

/**
 * A declaration at the top of a module: one variable, function or class, or one member of an
 * object that is declared there. What a page needs is followed from one of these to the next.
 */
export interface Declaration {
  readonly module: FlowModule;
  /** Its name in the module; `default` for the value of an `export default`. */
  readonly name: string;
  /** The member of an object literal that is meant, where it is not the whole of it. */
  readonly member?: string;
  readonly node: t.Node;
  readonly line: number;
}

/** A use, as a value, of a name that the module declares at its top or imports. */
export interface NameUse {
  readonly name: string;
  readonly reference: Reference;
}

/** A module with its declarations, its exports and the places that use either. */
export class FlowModule {
  readonly parsed: ParsedModule;
  readonly scopes: Scopes;
  readonly declarations = new Map<string, Declaration>();
  readonly exports: ReadonlyMap<string, ExportTarget>;
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  /** Statements that run when the module is imported, and declare nothing. */
  readonly effects: readonly t.Statement[];
  readonly #members = new Map<string, Declaration>();
  readonly #uses: readonly NameUse[];
  #parents: Map<t.Node, t.Node> | undefined;

  /** @throws NotUnderstood for a syntax error */
  constructor(file: string, text: string) {
    this.parsed = parseModule(file, text);
    const { program } = this.parsed;
    this.scopes = resolveScopes(program);
    for (const statement of program.body) this.#declare(statement);
    const table = exportTable(program);
    for (const { name, node } of table.values) this.#add(name, node);
    this.exports = table.exports;
    this.stars = table.stars;
    this.effects = program.body.filter(
      (statement) => statement.type === "ExpressionStatement" && !table.statements.has(statement),
    );
    this.#uses = [...this.scopes.module]
      .flatMap(([name, { references }]) =>
        references.filter(({ isType }) => !isType).map((reference) => ({ name, reference })),
      )
      .sort((a, b) => startOf(a.reference.node) - startOf(b.reference.node));
  }

  get file(): string {
    return this.parsed.path;
  }

  /** A directive of the module, e.g. `"use client"`. */
  hasDirective(value: string): boolean {
    return this.parsed.program.directives.some((directive) => directive.value.value === value);
  }

  /** The names of the module that are used inside a node. */
  usesWithin(node: t.Node): NameUse[] {
    const [start, end] = rangeOf(node);
    let low = 0;
    let high = this.#uses.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startOf(this.#uses[middle]?.reference.node) < start) low = middle + 1;
      else high = middle;
    }
    const found: NameUse[] = [];
    for (let index = low; index < this.#uses.length; index += 1) {
      const use = this.#uses[index] as NameUse;
      if (startOf(use.reference.node) >= end) break;
      found.push(use);
    }
    return found;
  }

  /** Statements such as `handler.use(auth)`, which act on a declaration when the module loads. */
  effectsOn(name: string): t.Statement[] {
    return this.effects.filter((statement) =>
      this.usesWithin(statement).some((use) => use.name === name),
    );
  }

  /** One member of an object literal, where nothing else of the object can be meant. */
  member(of: Declaration, name: string): Declaration {
    const key = `${of.name}.${name}`;
    const known = this.#members.get(key);
    if (known) return known;
    const property = memberOf(declaredValue(of), name);
    if (!property) return of;
    const line = lineOf(property);
    const found = { module: this, name: of.name, member: name, node: property, line };
    this.#members.set(key, found);
    return found;
  }

  /** Specifiers of what is loaded by `import()` or `require()` inside a node. */
  loadedWithin(node: t.Node): string[] {
    return loadsWithin(this.parsed, node).map(({ specifier }) => specifier);
  }

  parentOf(node: t.Node): t.Node | undefined {
    this.#parents ??= parentsOf(this.parsed.program);
    return this.#parents.get(node);
  }

  #declare(statement: t.Statement): void {
    const declaration =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
        ? statement.declaration
        : statement;
    if (declaration?.type === "FunctionDeclaration" || declaration?.type === "ClassDeclaration") {
      if (declaration.id) this.#add(declaration.id.name, declaration);
    } else if (declaration?.type === "TSEnumDeclaration") {
      this.#add(declaration.id.name, declaration);
    } else if (declaration?.type === "VariableDeclaration") {
      for (const declarator of declaration.declarations) {
        for (const name of patternNames(declarator.id)) this.#add(name, declarator);
      }
    }
  }

  #add(name: string, node: t.Node): void {
    // a later declaration of the same name is an overload or an error
    this.declarations.set(name, { module: this, name, node, line: lineOf(node) });
  }
}

/** What a declaration gives its name: the function, class or initial value. */
export function declaredValue({ node }: Declaration): t.Node | undefined {
  if (node.type === "VariableDeclarator") return node.init ? bare(node.init) : undefined;
  if (node.type === "ObjectProperty") return bare(node.value);
  return bare(node);
}

/** A property or method of a literal without spreads that does not refer to its object by `this`. */
function memberOf(value: t.Node | undefined, name: string): t.Node | undefined {
  if (value?.type !== "ObjectExpression") return undefined;
  if (value.properties.some(({ type }) => type === "SpreadElement")) return undefined;
  const property = value.properties.find((candidate) => keyName(candidate) === name);
  return property && !usesThis(property) ? property : undefined;
}

function usesThis(node: t.Node): boolean {
  return node.type === "ThisExpression" || childrenOf(node).some((child) => usesThis(child.node));
}

function parentsOf(root: t.Node): Map<t.Node, t.Node> {
  const parents = new Map<t.Node, t.Node>();
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const child of childrenOf(node)) {
      parents.set(child.node, node);
      pending.push(child.node);
    }
  }
  return parents;
}

function startOf(node: t.Node | undefined): number {
  return node?.start ?? 0;
}

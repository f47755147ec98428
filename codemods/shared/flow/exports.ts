import type * as t from "@babel/types";
import { patternNames } from "../syntax/patterns.ts";
import { bare, keyName, memberName } from "../syntax/walk.ts";

/** What an exported name stands for: a name of the module, or one of another module. */
export type ExportTarget =
  | { readonly kind: "local"; readonly name: string; readonly member?: string }
  | { readonly kind: "from"; readonly specifier: string; readonly name: string };

/** The exports of a module. */
export interface ExportTable {
  readonly exports: ReadonlyMap<string, ExportTarget>;
  readonly stars: readonly string[];
  /** Values that are exported without a name of their own. */
  readonly values: readonly { readonly name: string; readonly node: t.Node }[];
  /** Statements of CommonJS that do nothing else but export. */
  readonly statements: ReadonlySet<t.Statement>;
}

/** Reads what a module exports, by `export` or as CommonJS. */
export function exportTable(program: t.Program): ExportTable {
  const exports = new Map<string, ExportTarget>();
  const stars: string[] = [];
  const values: { name: string; node: t.Node }[] = [];
  const statements = new Set<t.Statement>();
  for (const statement of program.body) {
    switch (statement.type) {
      case "ExportAllDeclaration":
        if (statement.exportKind !== "type") stars.push(statement.source.value);
        break;
      case "ExportNamedDeclaration":
        for (const name of declaredNames(statement.declaration)) {
          exports.set(name, { kind: "local", name });
        }
        for (const specifier of statement.specifiers) {
          const target = specifierTarget(specifier, statement.source?.value);
          if (target) exports.set(nameOf(specifier.exported), target);
        }
        break;
      case "ExportDefaultDeclaration":
        exports.set("default", defaultTarget(statement.declaration, values));
        break;
      case "TSExportAssignment":
        values.push({ name: "default", node: statement.expression });
        exports.set("default", { kind: "local", name: "default" });
        break;
      case "ExpressionStatement":
        if (readCommonJs(statement.expression, exports, values)) statements.add(statement);
    }
  }
  return { exports, stars, values, statements };
}

function specifierTarget(
  specifier: t.ExportNamedDeclaration["specifiers"][number],
  source: string | undefined,
): ExportTarget | undefined {
  if (specifier.type === "ExportNamespaceSpecifier") {
    return source === undefined ? undefined : { kind: "from", specifier: source, name: "*" };
  }
  if (specifier.type !== "ExportSpecifier" || specifier.exportKind === "type") return undefined;
  const name = nameOf(specifier.local);
  return source === undefined ? { kind: "local", name } : { kind: "from", specifier: source, name };
}

function defaultTarget(
  declaration: t.ExportDefaultDeclaration["declaration"],
  values: { name: string; node: t.Node }[],
): ExportTarget {
  const value = bare(declaration);
  if (value.type === "Identifier") return { kind: "local", name: value.name };
  if ("id" in value && value.id?.type === "Identifier" && value.type.endsWith("Declaration")) {
    return { kind: "local", name: value.id.name };
  }
  values.push({ name: "default", node: declaration });
  return { kind: "local", name: "default" };
}

/** `module.exports = …`, `module.exports.a = …` and `exports.a = …`. */
function readCommonJs(
  expression: t.Expression,
  exports: Map<string, ExportTarget>,
  values: { name: string; node: t.Node }[],
): boolean {
  if (expression.type !== "AssignmentExpression") return false;
  const { left, right } = expression;
  if (left.type !== "MemberExpression") return false;
  const name = memberName(left);
  if (isModule(left.object) && name === "exports") {
    values.push({ name: "default", node: right });
    exports.set("default", { kind: "local", name: "default" });
    const value = bare(right);
    for (const property of value.type === "ObjectExpression" ? value.properties : []) {
      const key = keyName(property);
      if (key !== undefined) exports.set(key, { kind: "local", name: "default", member: key });
    }
    return true;
  }
  if (name === undefined || !isExports(left.object)) return false;
  values.push({ name: `exports.${name}`, node: right });
  exports.set(name, { kind: "local", name: `exports.${name}` });
  return true;
}

function isModule(node: t.Node): boolean {
  return node.type === "Identifier" && node.name === "module";
}

function isExports(node: t.Node): boolean {
  if (node.type === "Identifier") return node.name === "exports";
  return (
    node.type === "MemberExpression" && isModule(node.object) && memberName(node) === "exports"
  );
}

function declaredNames(declaration: t.Declaration | null | undefined): string[] {
  if (declaration?.type === "VariableDeclaration") {
    return declaration.declarations.flatMap(({ id }) => patternNames(id));
  }
  const named =
    declaration?.type === "FunctionDeclaration" ||
    declaration?.type === "ClassDeclaration" ||
    declaration?.type === "TSEnumDeclaration";
  return named && declaration.id ? [declaration.id.name] : [];
}

function nameOf(node: t.Identifier | t.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}

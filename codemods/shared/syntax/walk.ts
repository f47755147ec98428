import type * as t from "@babel/types";

const NOT_CHILDREN = new Set([
  "type",
  "loc",
  "start",
  "end",
  "extra",
  "leadingComments",
  "trailingComments",
  "innerComments",
]);

/** A child of a node and the property that holds it. */
export interface Child {
  readonly key: string;
  readonly node: t.Node;
}

/** The direct children of a node, in the order of the source. */
export function childrenOf(node: t.Node): Child[] {
  const children: Child[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (NOT_CHILDREN.has(key) || typeof value !== "object" || value === null) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      if (isNode(item)) children.push({ key, node: item });
    }
  }
  return children.sort((a, b) => (a.node.start ?? 0) - (b.node.start ?? 0));
}

/**
 * Visits a node and everything below it, parents first.
 * @param visit gets the ancestors, outermost first; returning false does not go below the node
 */
export function walk(
  node: t.Node,
  visit: (node: t.Node, ancestors: readonly t.Node[]) => boolean | undefined,
  ancestors: readonly t.Node[] = [],
): void {
  if (visit(node, ancestors) === false) return;
  const below = [...ancestors, node];
  for (const child of childrenOf(node)) walk(child.node, visit, below);
}

/** Whether a node is a function of any form, methods included. */
export function isFunction(node: t.Node): node is t.Function {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression" ||
    node.type === "ObjectMethod" ||
    node.type === "ClassMethod" ||
    node.type === "ClassPrivateMethod"
  );
}

/** Takes off parentheses, casts, `satisfies` and `!`, which change a type and not a value. */
export function bare(node: t.Node): t.Node {
  let current = node;
  while (
    current.type === "TSAsExpression" ||
    current.type === "TSSatisfiesExpression" ||
    current.type === "TSNonNullExpression" ||
    current.type === "TSTypeAssertion" ||
    current.type === "ParenthesizedExpression"
  ) {
    current = current.expression;
  }
  return current;
}

/** Name of a property key that is written plainly: `a` in `{ a: 1 }` and `{ "a": 1 }`. */
export function keyName(property: t.Node): string | undefined {
  if (!("key" in property) || ("computed" in property && property.computed)) return undefined;
  const key = property.key as t.Node;
  if (key.type === "Identifier") return key.name;
  return key.type === "StringLiteral" ? key.value : undefined;
}

/** Name of the property in `a.b`, `a?.b` and `a["b"]`. */
export function memberName(
  node: t.MemberExpression | t.OptionalMemberExpression,
): string | undefined {
  if (!node.computed) return node.property.type === "Identifier" ? node.property.name : undefined;
  return node.property.type === "StringLiteral" ? node.property.value : undefined;
}

function isNode(value: unknown): value is t.Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

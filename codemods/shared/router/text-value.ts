import type * as t from "@babel/types";
import type { Scopes } from "../syntax/scopes.ts";
import { bare } from "../syntax/walk.ts";

/** Whether an expression is text for certain: literals, templates, `+`, and constants of these. */
export function isText(scopes: Scopes, expression: t.Node, depth = 0): boolean {
  if (depth > 10) return false;
  const node = bare(expression);
  const again = (part: t.Node): boolean => isText(scopes, part, depth + 1);
  switch (node.type) {
    case "StringLiteral":
    case "TemplateLiteral":
      return true;
    case "BinaryExpression":
      return node.operator === "+" && (again(node.left) || again(node.right));
    case "ConditionalExpression":
      return again(node.consequent) && again(node.alternate);
    case "LogicalExpression":
      return again(node.left) && again(node.right);
    case "Identifier":
      return isConstantText(scopes, node, depth);
    case "CallExpression":
      return (
        node.callee.type === "Identifier" &&
        /^(encodeURI(Component)?|String)$/.test(node.callee.name)
      );
    default:
      return false;
  }
}

function isConstantText(scopes: Scopes, node: t.Identifier, depth: number): boolean {
  const binding = scopes.bindingOf(node);
  const [declaration, ...others] = binding?.declarations ?? [];
  if (!declaration || others.length > 0) return false;
  const init = scopes.constants.get(declaration);
  return init !== undefined && isText(scopes, init, depth + 1);
}

import type * as t from "@babel/types";
import { bare, isFunction } from "../syntax/walk.ts";
import type { DeclarationGraph } from "./graph.ts";
import { declaredValue, type FlowModule } from "./module.ts";

/** Steps from a value back to the package that made it. */
const DEEPEST = 8;

/**
 * The packages that a function which is called comes from: imported, or a method of something that
 * a package made, as in `const handler = nextConnect(); handler.run(req, res)`. A file that cannot
 * be read counts as a package of its name. Nothing is given for functions of the project.
 */
export function packagesOf(
  graph: DeclarationGraph,
  module: FlowModule,
  expression: t.Node,
  depth = 0,
): string[] {
  const node = bare(expression);
  const again = (next: t.Node, where = module): string[] =>
    depth > DEEPEST ? [] : packagesOf(graph, where, next, depth + 1);
  const targets = graph.targetsOf(module, node);
  if (targets.length > 0) {
    return targets.flatMap((target) => {
      if (target.kind === "package") return [target.specifier];
      if (target.kind === "unknown") return [target.file];
      const value = declaredValue(target.declaration);
      return value && !isFunction(value) ? again(value, target.declaration.module) : [];
    });
  }
  switch (node.type) {
    case "Identifier": {
      const declared = module.scopes.bindingOf(node)?.declarations[0];
      const value = declared && module.scopes.constants.get(declared);
      return value ? again(value) : [];
    }
    case "AwaitExpression":
      return again(node.argument);
    case "MemberExpression":
    case "OptionalMemberExpression":
      return again(node.object);
    case "CallExpression":
    case "NewExpression":
      return again(node.callee);
    default:
      return [];
  }
}

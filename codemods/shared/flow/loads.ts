import type * as t from "@babel/types";
import { type ParsedModule, textOf } from "../syntax/parse.ts";
import { bare, keyName, memberName, walk } from "../syntax/walk.ts";

/** A module that is loaded by `import()` or `require()`. */
export interface Load {
  readonly call: t.Node;
  readonly specifier: string;
  /** The exported names that are taken of it; `*` where it is the whole. */
  readonly names: readonly string[];
}

/** The modules that are loaded inside a node. */
export function loadsWithin(module: Pick<ParsedModule, "text">, node: t.Node): Load[] {
  if (!/\b(?:import|require)\s*\(/.test(textOf(module, node))) return [];
  const loads: Load[] = [];
  walk(node, (call, ancestors) => {
    const specifier = loadedModule(call);
    if (specifier !== undefined)
      loads.push({ call, specifier, names: namesTaken(call, ancestors) });
    return true;
  });
  return loads;
}

/** The specifier of `import("…")` or `require("…")`. */
function loadedModule(node: t.Node): string | undefined {
  if (node.type !== "CallExpression") return undefined;
  const { callee } = node;
  const loads =
    callee.type === "Import" || (callee.type === "Identifier" && callee.name === "require");
  const [argument] = node.arguments;
  return loads && argument?.type === "StringLiteral" ? argument.value : undefined;
}

/** The names that are taken of a loaded module: `.a`, `const { a } = …`, or everything. */
function namesTaken(call: t.Node, ancestors: readonly t.Node[]): string[] {
  let value = call;
  for (let index = ancestors.length - 1; index >= 0; index -= 1) {
    const parent = ancestors[index] as t.Node;
    if (isMember(parent) && parent.object === value) {
      const name = memberName(parent);
      return name === undefined || name === "then" ? ["*"] : [name];
    }
    if (parent.type === "VariableDeclarator" && parent.id.type === "ObjectPattern") {
      return parent.id.properties.map((property) => keyName(property) ?? "*");
    }
    if (parent.type !== "AwaitExpression" && bare(parent) === parent) return ["*"];
    value = parent;
  }
  return ["*"];
}

function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === "MemberExpression" || node.type === "OptionalMemberExpression";
}

import type * as t from "@babel/types";
import { conditionsOf, type Guard } from "../gssp/guards.ts";
import { lineOf, type ParsedModule, textOf } from "../syntax/parse.ts";
import { bare, keyName, walk } from "../syntax/walk.ts";

/**
 * The guards that can be read in statements which run as they are: objects with a `redirect` or
 * `notFound`, wherever they stand. Others, in wrappers and helpers, are kept without being listed
 * one by one: for those, the call that leads to them is.
 */
export function guardsIn(module: ParsedModule, statements: readonly t.Statement[]): Guard[] {
  const guards: Guard[] = [];
  for (const statement of statements) {
    walk(statement, (node, ancestors) => {
      if (node.type !== "ObjectExpression") return true;
      for (const property of node.properties) {
        const guard = guardOf(module, node, property, ancestors);
        if (guard) guards.push(guard);
      }
      return true;
    });
  }
  return guards;
}

function guardOf(
  module: ParsedModule,
  object: t.ObjectExpression,
  property: t.Node,
  ancestors: readonly t.Node[],
): Guard | undefined {
  if (property.type !== "ObjectProperty") return undefined;
  const name = keyName(property);
  const value = bare(property.value);
  const place = { node: object, ancestors };
  const found = { conditions: conditionsOf(module, place), line: lineOf(object) };
  if (name === "notFound" && value.type === "BooleanLiteral" && value.value) {
    return { outcome: "not-found", status: 404, ...found };
  }
  if (name !== "redirect" || value.type !== "ObjectExpression") return undefined;
  const field = (wanted: string): t.Node | undefined => {
    const entry = value.properties.find((candidate) => keyName(candidate) === wanted);
    return entry?.type === "ObjectProperty" ? bare(entry.value) : undefined;
  };
  const destination = field("destination");
  if (!destination) return undefined;
  const permanent = field("permanent");
  const code = field("statusCode");
  const isPermanent =
    (permanent?.type === "BooleanLiteral" && permanent.value) ||
    (code?.type === "NumericLiteral" && (code.value === 308 || code.value === 301));
  return {
    outcome: "redirect",
    target: textOf(module, destination),
    status: isPermanent ? 308 : 307,
    ...found,
  };
}

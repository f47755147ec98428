import type * as t from "@babel/types";
import type { HandOver } from "../gssp/outcomes.ts";
import type { Binding, Scopes } from "../syntax/scopes.ts";
import { bare } from "../syntax/walk.ts";
import { noWrapper } from "./shape.ts";

/**
 * How a wrapper calls what it stands around: `return inner(context, …)` and nothing else.
 * @throws NotUnderstood where it uses the inner function in any other way
 */
export function handsOver(scopes: Scopes, inner: Binding, fn: t.Function): HandOver {
  const [context] = fn.params;
  const binding = context && scopes.bindingOf(context);
  if (context?.type !== "Identifier" || !binding) throw noWrapper(fn);
  const calls = new Set<t.Node>();
  for (const { node, ancestors, isType } of inner.references) {
    if (isType) continue;
    const call = ancestors.at(-1);
    if (call?.type !== "CallExpression" || call.callee !== node) throw noWrapper(node);
    // what the inner function throws would be caught there, and is not any longer
    if (ancestors.some(({ type }) => type === "TryStatement")) throw noWrapper(node);
    const [first, ...given] = call.arguments;
    const isContext = first?.type === "Identifier" && scopes.bindingOf(first) === binding;
    if (!isContext || given.some(({ type }) => type === "SpreadElement")) throw noWrapper(call);
    calls.add(call);
  }
  const callIn = (value: t.Node): t.CallExpression | undefined => {
    const plain = bare(value);
    const call = plain.type === "AwaitExpression" ? bare(plain.argument) : plain;
    return call.type === "CallExpression" && calls.has(call) ? call : undefined;
  };
  return {
    count: calls.size,
    isCall: (node) => calls.has(node),
    given: (value) => callIn(value)?.arguments.slice(1) as t.Expression[] | undefined,
  };
}

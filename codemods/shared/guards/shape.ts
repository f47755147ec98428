import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { lineOf } from "../syntax/parse.ts";
import type { Binding, Scopes } from "../syntax/scopes.ts";
import { bare, isFunction, walk } from "../syntax/walk.ts";

type PlainFunction = t.FunctionDeclaration | t.FunctionExpression | t.ArrowFunctionExpression;

/** What a function is that makes a `getServerSideProps` of another one. */
export interface WrapperShape {
  /** The parameter that is the function inside: which call of a curried wrapper gets it, and where. */
  readonly inner: { readonly level: number; readonly index: number; readonly binding: Binding };
  /** Its other parameters, in order. */
  readonly kept: readonly t.Node[];
  /** What it returns: a function that gets the context, or a call of another wrapper. */
  readonly result: t.Node;
}

/**
 * Reads a function as a wrapper: `(inner) => (context) => …`, with more parameters, curried, or made
 * by another wrapper.
 * @throws NotUnderstood when it is anything else
 */
export function wrapperShape(scopes: Scopes, value: t.Node): WrapperShape {
  const levels: PlainFunction[] = [];
  let node: t.Node = value;
  for (;;) {
    if (!isPlain(node) || node.generator) throw noWrapper(value);
    const next = node.async ? undefined : soleResult(node);
    const isMore = next && (isPlain(next) || next.type === "CallExpression");
    if (!isMore || levels.length > 3) break;
    levels.push(node);
    node = next;
    if (next.type === "CallExpression") break;
  }
  for (const [level, { params }] of levels.entries()) {
    for (const [index, parameter] of params.entries()) {
      if (parameter.type !== "Identifier") continue;
      const binding = scopes.bindingOf(parameter);
      if (!binding || !isCalled(binding)) continue;
      const kept = levels.flatMap((fn) => fn.params).filter((other) => other !== parameter);
      return { inner: { level, index, binding }, kept, result: node };
    }
  }
  throw noWrapper(value);
}

function isCalled({ references }: Binding): boolean {
  return references.some(({ node, ancestors }) => {
    const parent = ancestors.at(-1);
    return parent?.type === "CallExpression" && parent.callee === node;
  });
}

/** What a function does nothing but return. */
function soleResult({ body }: PlainFunction): t.Node | undefined {
  if (body.type !== "BlockStatement") return bare(body);
  const [only, ...others] = body.body;
  if (only?.type !== "ReturnStatement" || others.length > 0 || !only.argument) return undefined;
  return bare(only.argument);
}

/** The calls of a curried call: `a(1)(2)` has the arguments `[1]` and `[2]` of `a`. */
export function callLevels(
  call: t.CallExpression,
):
  | { readonly callee: t.Identifier; readonly levels: readonly t.CallExpression["arguments"][] }
  | undefined {
  const levels: t.CallExpression["arguments"][] = [];
  let node: t.Node = call;
  while (node.type === "CallExpression") {
    levels.unshift(node.arguments);
    node = bare(node.callee);
  }
  return node.type === "Identifier" ? { callee: node, levels } : undefined;
}

/** `this`, `arguments` and names of their own kind have no meaning outside of the function. */
export function refuseOwnNames(fn: t.Node): void {
  walk(fn, (node) => {
    const isOwn =
      node.type === "ThisExpression" ||
      node.type === "Super" ||
      (node.type === "Identifier" && node.name === "arguments");
    if (isOwn) throw noWrapper(node);
    return true;
  });
}

/** A function, and no method or generator. */
export function isPlain(node: t.Node | undefined): node is PlainFunction {
  return (
    node !== undefined &&
    isFunction(node) &&
    (node.type === "FunctionDeclaration" ||
      node.type === "FunctionExpression" ||
      node.type === "ArrowFunctionExpression")
  );
}

export function noWrapper(at: t.Node): NotUnderstood {
  return new NotUnderstood(
    "wrapped",
    "What makes getServerSideProps is no function that returns one in a form that is understood.",
    lineOf(at),
  );
}

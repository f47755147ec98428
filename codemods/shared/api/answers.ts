import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { lineOf } from "../syntax/parse.ts";
import { bare, memberName } from "../syntax/walk.ts";

/** What an API route answers with, as `res.status(…).json(…)` says it. */
export interface Answer {
  readonly kind: "json" | "text" | "empty" | "redirect";
  readonly status?: t.Expression;
  /** The value, the text, or the address; none for `empty`. */
  readonly value?: t.Expression;
  /** The whole expression. */
  readonly node: t.Node;
  /** The name of the response in it. */
  readonly response: t.Identifier;
}

/** `res.setHeader(name, value)`. */
export interface HeaderSet {
  readonly name: t.Expression;
  readonly values: readonly t.Expression[];
  readonly node: t.Node;
  readonly response: t.Identifier;
}

interface Step {
  readonly method: string;
  readonly call: t.CallExpression;
}

/**
 * Reads an expression as an answer.
 * @returns undefined when it does not begin with the response
 * @throws NotUnderstood when it does, and is no answer that a `Response` can be
 */
export function answerOf(
  node: t.Node,
  isResponse: (node: t.Node) => boolean,
): Answer | HeaderSet | undefined {
  const chain = chainOf(node, isResponse);
  if (!chain) return undefined;
  const { response, steps } = chain;
  const [first, second, ...more] = steps;
  if (!first || more.length > 0) throw unknown(node);
  if (first.method === "setHeader" && !second) return headerSet(first.call, response);
  if (first.method === "status" && second && second.method !== "redirect") {
    const status = onlyArgument(first.call);
    return { ...ending(second, response), status, node };
  }
  if (second) throw unknown(node);
  return { ...ending(first, response), node };
}

/** Tells the two things that {@link answerOf} finds apart. */
export function isHeaderSet(found: Answer | HeaderSet): found is HeaderSet {
  return "values" in found;
}

function chainOf(
  node: t.Node,
  isResponse: (node: t.Node) => boolean,
): { response: t.Identifier; steps: readonly Step[] } | undefined {
  const steps: Step[] = [];
  let current = bare(node);
  while (current.type === "CallExpression") {
    const callee = current.callee;
    if (callee.type !== "MemberExpression") return undefined;
    const method = memberName(callee);
    if (method === undefined) return undefined;
    steps.unshift({ method, call: current });
    current = bare(callee.object);
  }
  if (current.type !== "Identifier" || !isResponse(current)) return undefined;
  return { response: current, steps };
}

function ending({ method, call }: Step, response: t.Identifier): Omit<Answer, "status"> {
  const [value, second, ...more] = argumentsOf(call);
  const answer = { node: call, response };
  if (method === "redirect" && value && more.length === 0) {
    return second
      ? ({ ...answer, kind: "redirect", status: value, value: second } as Answer)
      : { ...answer, kind: "redirect", value };
  }
  if (second) throw unknown(call);
  if (method === "json" && value) return { ...answer, kind: "json", value };
  if (method === "send" && value && isObject(value)) return { ...answer, kind: "json", value };
  if ((method === "send" || method === "end") && value && isText(value)) {
    return { ...answer, kind: "text", value };
  }
  if ((method === "end" || method === "send") && !value) return { ...answer, kind: "empty" };
  throw unknown(call);
}

function headerSet(call: t.CallExpression, response: t.Identifier): HeaderSet {
  const [name, value, ...more] = argumentsOf(call);
  if (!name || !value || more.length > 0) throw unknown(call);
  const values = value.type === "ArrayExpression" ? value.elements : [value];
  const texts = values.flatMap((item) =>
    item && isText(bare(item)) ? [item as t.Expression] : [],
  );
  if (!isText(name) || texts.length !== values.length) {
    throw new NotUnderstood(
      "response-use",
      "A header is set to a value that is not written out as text.",
      lineOf(call),
    );
  }
  return { name, values: texts, node: call, response };
}

function onlyArgument(call: t.CallExpression): t.Expression {
  const [value, ...more] = argumentsOf(call);
  if (!value || more.length > 0) throw unknown(call);
  return value;
}

function argumentsOf(call: t.CallExpression): t.Expression[] {
  return call.arguments.map((argument) => {
    if (argument.type === "SpreadElement" || argument.type === "ArgumentPlaceholder") {
      throw unknown(call);
    }
    return argument;
  });
}

function isObject(node: t.Expression): boolean {
  const value = bare(node);
  return value.type === "ObjectExpression" || value.type === "ArrayExpression";
}

function isText(node: t.Node): boolean {
  const value = bare(node);
  return value.type === "StringLiteral" || value.type === "TemplateLiteral";
}

function unknown(node: t.Node): NotUnderstood {
  return new NotUnderstood(
    "response-use",
    "The response is used in a way that has no equal in a route handler.",
    lineOf(node),
  );
}

import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { lineOf } from "../syntax/parse.ts";
import { bare, childrenOf, isFunction, keyName } from "../syntax/walk.ts";
import type { ServerSideProps } from "./find.ts";

/** One way that `getServerSideProps` ends, or a `return a ? b : c` between several. */
export type Outcome =
  | {
      readonly kind: "choice";
      readonly at: OutcomePlace;
      readonly test: t.Expression;
      readonly consequent: Outcome;
      readonly alternate: Outcome;
    }
  | {
      readonly kind: "redirect";
      readonly at: OutcomePlace;
      readonly destination: t.Expression;
      /** 307 for a redirect of today, 308 for a permanent one. */
      readonly status: 307 | 308;
    }
  | { readonly kind: "not-found"; readonly at: OutcomePlace }
  /** A wrapper calls what it stands around, and hands it these values besides the context. */
  | {
      readonly kind: "hand-over";
      readonly at: OutcomePlace;
      readonly given: readonly t.Expression[];
    }
  | { readonly kind: "props"; readonly at: OutcomePlace; readonly props: t.Expression };

/** How a wrapper calls what it stands around. */
export interface HandOver {
  /** In how many places it does. */
  readonly count: number;
  isCall(node: t.Node): boolean;
  /** The values besides the context, where an expression is such a call. */
  given(value: t.Node): readonly t.Expression[] | undefined;
}

/** Where an outcome stands: its `return`, or the body of an arrow without braces. */
export interface OutcomePlace {
  readonly node: t.ReturnStatement | t.Expression;
  readonly value: t.Expression;
  /** Nodes from the function's body down to the return. */
  readonly ancestors: readonly t.Node[];
}

/**
 * Every way that a `getServerSideProps` ends, in the order of the source.
 * @param rethrows whether a catch can let redirect() and notFound() pass
 * @param over how the function, if it is a wrapper's, goes on
 * @throws NotUnderstood when one of them is not a literal redirect, notFound or props
 */
export function outcomesOf(
  { fn }: Pick<ServerSideProps, "fn">,
  rethrows = false,
  over?: HandOver,
): Outcome[] {
  if (fn.body.type !== "BlockStatement") {
    return [outcome({ node: fn.body, value: fn.body, ancestors: [] }, over)];
  }
  const places: OutcomePlace[] = [];
  collect(fn.body, [], places);
  if (!ends(fn.body)) {
    throw new NotUnderstood(
      "falls-through",
      "getServerSideProps can end without a return, which Next answers with an error.",
      lineOf(fn),
    );
  }
  for (const { ancestors, node } of places) refuseSwallowed(ancestors, node, rethrows);
  return places.map((place) => outcome(place, over));
}

function collect(node: t.Node, ancestors: readonly t.Node[], places: OutcomePlace[]): void {
  if (isFunction(node)) return;
  if (node.type === "ReturnStatement") {
    if (!node.argument) {
      throw new NotUnderstood("unknown-return", "A return gives nothing.", lineOf(node));
    }
    places.push({ node, value: node.argument, ancestors });
    return;
  }
  for (const child of childrenOf(node)) collect(child.node, [...ancestors, node], places);
}

function outcome(at: OutcomePlace, over?: HandOver): Outcome {
  const value = bare(at.value);
  const given = over?.given(value);
  if (given) return { kind: "hand-over", at, given };
  if (value.type === "ConditionalExpression") return choice(at, value, over);
  if (value.type !== "ObjectExpression") throw unknownReturn(at.value);
  const entries = new Map<string, t.Expression>();
  for (const property of value.properties) {
    const name = property.type === "ObjectProperty" ? keyName(property) : undefined;
    if (name === undefined || property.type !== "ObjectProperty") throw unknownReturn(property);
    entries.set(name, property.value as t.Expression);
  }
  const [[name, content] = ["", undefined], ...others] = entries;
  if (content === undefined || others.length > 0) throw unknownReturn(value);
  if (name === "redirect") return redirectOutcome(at, content);
  if (name === "props") return { kind: "props", at, props: content };
  const literal = bare(content);
  if (name === "notFound" && literal.type === "BooleanLiteral" && literal.value) {
    return { kind: "not-found", at };
  }
  throw unknownReturn(value);
}

/** Written as `if … else …` afterwards, which needs a place for statements. */
function choice(at: OutcomePlace, value: t.ConditionalExpression, over?: HandOver): Outcome {
  const parent = at.ancestors.at(-1);
  if (
    at.node.type !== "ReturnStatement" &&
    parent !== undefined &&
    parent.type !== "ConditionalExpression"
  ) {
    throw unknownReturn(value);
  }
  const isInBlock = parent?.type === "BlockStatement" || parent?.type === "ConditionalExpression";
  if (parent !== undefined && !isInBlock) throw unknownReturn(value);
  const branch = (expression: t.Expression): Outcome =>
    outcome(
      { node: expression, value: expression, ancestors: [...at.ancestors, at.node, value] },
      over,
    );
  return {
    kind: "choice",
    at,
    test: value.test,
    consequent: branch(value.consequent),
    alternate: branch(value.alternate),
  };
}

/** The outcomes with the branches of every choice instead of the choice. */
export function flatOutcomes(outcomes: readonly Outcome[]): Exclude<Outcome, { kind: "choice" }>[] {
  return outcomes.flatMap((item) =>
    item.kind === "choice" ? flatOutcomes([item.consequent, item.alternate]) : [item],
  );
}

function redirectOutcome(at: OutcomePlace, content: t.Expression): Outcome {
  const value = bare(content);
  if (value.type !== "ObjectExpression") throw unknownReturn(content);
  let destination: t.Expression | undefined;
  let status: 307 | 308 | undefined;
  for (const property of value.properties) {
    const name = property.type === "ObjectProperty" ? keyName(property) : undefined;
    if (property.type !== "ObjectProperty" || name === undefined) throw unknownReturn(property);
    const part = property.value as t.Expression;
    if (name === "destination") destination = part;
    else if (name === "permanent") status = permanentStatus(part);
    else if (name === "statusCode") status = exactStatus(part);
    else {
      throw new NotUnderstood(
        "redirect-option",
        `The redirect has the option \`${name}\`, which redirect() has not.`,
        lineOf(property),
      );
    }
  }
  if (!destination || !status) throw unknownReturn(value);
  return { kind: "redirect", at, destination, status };
}

/** `permanent: true` is a 308 in both routers, `permanent: false` a 307. */
function permanentStatus(value: t.Expression): 307 | 308 {
  const literal = bare(value);
  if (literal.type === "BooleanLiteral") return literal.value ? 308 : 307;
  throw new NotUnderstood("redirect-status", "`permanent` is not a literal.", lineOf(value));
}

function exactStatus(value: t.Expression): 307 | 308 {
  const literal = bare(value);
  if (literal.type === "NumericLiteral") {
    if (literal.value === 307 || literal.value === 308) return literal.value;
  }
  throw new NotUnderstood(
    "redirect-status",
    "A page of the App Router redirects with 307 or 308, and no other status code.",
    lineOf(value),
  );
}

/**
 * `redirect()` and `notFound()` work by throwing: a catch around them would swallow the guard. What
 * leaves a `finally` takes the place of whatever was thrown.
 */
function refuseSwallowed(ancestors: readonly t.Node[], node: t.Node, rethrows: boolean): void {
  if (rethrows ? isInsideFinally(ancestors) : isInsideTry(ancestors, node)) {
    throw new NotUnderstood(
      "try-catch",
      "A return stands inside try: redirect() and notFound() throw, and the catch would swallow them.",
      lineOf(node),
    );
  }
}

/** Whether a node stands in the part of a `try` whose errors are caught, or that has a finally. */
export function isInsideTry(ancestors: readonly t.Node[], node: t.Node): boolean {
  return ancestors.some((ancestor, index) => {
    if (ancestor.type !== "TryStatement") return false;
    const child = ancestors[index + 1] ?? node;
    return child === ancestor.block || Boolean(ancestor.finalizer);
  });
}

function isInsideFinally(ancestors: readonly t.Node[]): boolean {
  return ancestors.some(
    (ancestor, index) =>
      ancestor.type === "TryStatement" &&
      ancestor.finalizer !== null &&
      ancestors[index + 1] === ancestor.finalizer,
  );
}

/** Whether a statement never lets control past its end. */
function ends(statement: t.Statement | null | undefined): boolean {
  switch (statement?.type) {
    case "ReturnStatement":
    case "ThrowStatement":
      return true;
    case "BlockStatement":
      return statement.body.some(ends);
    case "IfStatement":
      return ends(statement.consequent) && ends(statement.alternate);
    case "TryStatement":
      return (
        ends(statement.finalizer) ||
        (ends(statement.block) && (!statement.handler || ends(statement.handler.body)))
      );
    case "SwitchStatement":
      return (
        statement.cases.some((item) => item.test === null || item.test === undefined) &&
        ends(statement.cases.at(-1)?.consequent.at(-1)) &&
        !containsBreak(statement)
      );
    default:
      return false;
  }
}

function containsBreak(node: t.Node): boolean {
  return (
    node.type === "BreakStatement" || childrenOf(node).some((child) => containsBreak(child.node))
  );
}

function unknownReturn(node: t.Node): NotUnderstood {
  return new NotUnderstood(
    "unknown-return",
    "A return of getServerSideProps is not a literal `redirect`, `notFound: true` or `props` alone.",
    lineOf(node),
  );
}

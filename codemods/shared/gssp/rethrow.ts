import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import { lineOf, type ParsedModule, rangeOf } from "../syntax/parse.ts";
import { walk } from "../syntax/walk.ts";
import type { ContextUses } from "./context.ts";
import type { Outcome } from "./outcomes.ts";

/** The function of next/navigation that lets pass what Next.js throws for itself. */
export const RETHROW = "unstable_rethrow";

/** The major version of Next that brought it. */
export const RETHROW_SINCE = 15;

/** What works by throwing in a server component: the guards, and the reads of the request. */
export function thrownBy(
  outcomes: readonly Outcome[],
  { reads, helpers }: Pick<ContextUses, "reads" | "helpers">,
): Set<t.Node> {
  const guards = outcomes
    .filter(({ kind }) => kind !== "props" && kind !== "hand-over")
    .map(({ at }) => at.node);
  return new Set([...guards, ...reads.map(({ call }) => call), ...helpers.keys()]);
}

/**
 * Every `catch` above the given nodes begins with `unstable_rethrow(error)`: redirect(), notFound()
 * and reads of the request work by throwing, and it would swallow them.
 * @param thrown nodes that throw what Next.js has to get
 * @param free a name that nothing else has
 */
export function rethrowEdits(
  module: ParsedModule,
  fn: t.Function,
  thrown: ReadonlySet<t.Node>,
  free: (name: string) => string,
): Edit[] {
  const handlers = new Set<t.CatchClause>();
  walk(fn.body, (node, ancestors) => {
    if (!thrown.has(node)) return true;
    for (const [index, ancestor] of ancestors.entries()) {
      if (ancestor.type !== "TryStatement") continue;
      const child = ancestors[index + 1] ?? node;
      if (child === ancestor.block && ancestor.handler) handlers.add(ancestor.handler);
    }
    return true;
  });
  return [...handlers].flatMap((handler) => handlerEdits(module, handler, free));
}

function handlerEdits(
  { text }: ParsedModule,
  { param, body }: t.CatchClause,
  free: (name: string) => string,
): Edit[] {
  if (param && param.type !== "Identifier") {
    throw new NotUnderstood(
      "try-catch",
      "A catch takes its error apart; redirect() and notFound() throw, and have to pass through it whole.",
      lineOf(param),
    );
  }
  const name = param?.name ?? free("error");
  const [start, end] = rangeOf(body);
  const [first] = body.body;
  const indent = indentOf(text, first ? rangeOf(first)[0] : start) + (first ? "" : "  ");
  const statement = `\n${indent}${RETHROW}(${name});`;
  const isOneLine = !text.slice(start, first ? rangeOf(first)[0] : end).includes("\n");
  const call = isOneLine ? ` ${RETHROW}(${name});${first ? "" : " "}` : statement;
  return [
    ...(param ? [] : [{ start, end: start, text: `(${name}) ` }]),
    { start: start + 1, end: start + 1, text: call },
  ];
}

function indentOf(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
}

/** Whether a catch begins by letting pass what Next.js throws. */
export function rethrows({ body }: t.CatchClause): boolean {
  const [first] = body.body;
  const call = first?.type === "ExpressionStatement" ? first.expression : undefined;
  return (
    call?.type === "CallExpression" &&
    call.callee.type === "Identifier" &&
    call.callee.name === RETHROW
  );
}

import type * as t from "@babel/types";
import type { ContextUses } from "../gssp/context.ts";
import type { ServerSideProps } from "../gssp/find.ts";
import { walk } from "../syntax/walk.ts";

/**
 * Whether a page has to be told to render at every request. Next finds out by itself when the
 * session is read first, because that reads the cookies; anything that runs before it would run
 * once, while the page is built, and a guard in a branch might never make the page dynamic.
 */
export function mustBeForcedDynamic({
  gssp,
  uses,
}: {
  readonly gssp: ServerSideProps;
  readonly uses: ContextUses;
}): boolean {
  // the cookies or headers of the request are read before anything else
  if (Object.keys(uses.stores).length > 0) return false;
  if (gssp.wrappers.length > 0) return true;
  const { body } = gssp.fn;
  const first = body.type === "BlockStatement" ? firstKept(body, uses) : body;
  if (!first) return true;
  const reads = new Set<t.Node>(uses.reads.map((read) => read.call));
  return firstWork(first, reads) !== "read";
}

/** The first statement that stays: unpacking the context goes. */
function firstKept(body: t.BlockStatement, { edits }: ContextUses): t.Statement | undefined {
  const removed = (node: t.Node): boolean =>
    edits.some(
      (edit) => edit.text === "" && edit.start <= (node.start ?? 0) && edit.end >= (node.end ?? 0),
    );
  return body.body.find((statement) => !removed(statement));
}

/** What a statement does first: an unconditional read, or something else. */
function firstWork(statement: t.Node, reads: ReadonlySet<t.Node>): "read" | "other" {
  let result: "read" | "other" | undefined;
  walk(statement, (node) => {
    if (reads.has(node)) result ??= "read";
    else if (node.type === "CallExpression" || isBranch(node)) result ??= "other";
    return result === undefined;
  });
  return result ?? "other";
}

function isBranch(node: t.Node): boolean {
  return (
    node.type === "IfStatement" ||
    node.type === "SwitchStatement" ||
    node.type === "TryStatement" ||
    node.type === "ConditionalExpression" ||
    node.type === "LogicalExpression" ||
    node.type === "ArrowFunctionExpression" ||
    node.type === "FunctionExpression"
  );
}

import type * as t from "@babel/types";
import { conditionsOf } from "../gssp/guards.ts";
import { lineOf } from "../syntax/parse.ts";
import { walk } from "../syntax/walk.ts";
import type { AnalysedApi, ApiGuard } from "./analyse.ts";

/** Statuses that refuse. */
const REFUSES = new Set([401, 403, 404]);

/** The answers of an API route that keep visitors out, as far as their status is written out. */
export function refusalsOf({ module, endings }: AnalysedApi): ApiGuard[] {
  const refusals = new Map<t.Node, number>();
  for (const { endings: list } of endings.values()) {
    for (const ending of list) {
      const status = "answer" in ending ? ending.answer.status : undefined;
      if (status?.type !== "NumericLiteral" || !REFUSES.has(status.value)) continue;
      if ("answer" in ending) refusals.set(ending.answer.node, status.value);
    }
  }
  const guards: ApiGuard[] = [];
  walk(module.program, (node, ancestors) => {
    const status = refusals.get(node);
    if (status !== undefined) {
      const conditions = conditionsOf(module, { ancestors, node: node as t.ReturnStatement });
      guards.push({ status, conditions, line: lineOf(node) });
    }
    return true;
  });
  return guards;
}

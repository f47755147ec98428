import type * as t from "@babel/types";
import { lineOf, type ParsedModule, textOf } from "../syntax/parse.ts";
import { flatOutcomes, type Outcome, type OutcomePlace } from "./outcomes.ts";

/** What keeps a visitor out, in the words of the source. */
export interface Guard {
  readonly outcome: "redirect" | "not-found";
  /** Source text of the destination. */
  readonly target?: string;
  readonly status: 307 | 308 | 404;
  /** Conditions that lead to it, outermost first. */
  readonly conditions: readonly string[];
  readonly line: number;
}

/** The guards among the outcomes. */
export function guardsOf(module: ParsedModule, outcomes: readonly Outcome[]): Guard[] {
  const guards: Guard[] = [];
  for (const outcome of flatOutcomes(outcomes)) {
    if (outcome.kind === "props" || outcome.kind === "hand-over") continue;
    const conditions = conditionsOf(module, outcome.at);
    const line = lineOf(outcome.at.node);
    if (outcome.kind === "not-found") {
      guards.push({ outcome: "not-found", status: 404, conditions, line });
    } else {
      const target = textOf(module, outcome.destination);
      guards.push({ outcome: "redirect", target, status: outcome.status, conditions, line });
    }
  }
  return guards;
}

/** The conditions around a return, as source text; `!(…)` for an else branch. */
export function conditionsOf(
  module: ParsedModule,
  { ancestors, node }: Pick<OutcomePlace, "ancestors" | "node">,
): string[] {
  const conditions: string[] = [];
  ancestors.forEach((ancestor, index) => {
    const child = ancestors[index + 1] ?? node;
    const text = conditionOf(module, ancestor, child);
    if (text !== undefined) conditions.push(text);
  });
  return conditions;
}

function conditionOf(module: ParsedModule, node: t.Node, child: t.Node): string | undefined {
  const text = (part: t.Node): string => textOf(module, part).replace(/\s+/g, " ");
  switch (node.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return child === node.alternate ? `!(${text(node.test)})` : text(node.test);
    case "SwitchStatement":
      return `switch (${text(node.discriminant)})`;
    case "SwitchCase":
      return node.test ? `case ${text(node.test)}` : "default";
    case "CatchClause":
      return "catch";
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return "loop";
    default:
      return undefined;
  }
}

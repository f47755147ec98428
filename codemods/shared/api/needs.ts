import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { lineOf, rangeOf } from "../syntax/parse.ts";
import type { AnalysedApi } from "./analyse.ts";
import type { Handler } from "./handlers.ts";
import type { Given } from "./signatures.ts";

/** A call of a handler by a handler. */
export interface HandlerCall {
  readonly call: t.CallExpression;
  readonly callee: Handler;
}

/**
 * The calls of handlers by each other.
 * @throws NotUnderstood where one is used in another way, or where its answer is not the caller's own
 */
export function handlerCalls({ handlers, endings }: AnalysedApi): readonly HandlerCall[] {
  const ended = new Set(
    [...endings.values()].flatMap((found) =>
      found.endings.flatMap((ending) => ("call" in ending ? [ending.call] : [])),
    ),
  );
  return handlers.flatMap((callee) => {
    const references = callee.binding?.references ?? [];
    return references.flatMap(({ node, ancestors, isType }) => {
      const call = ancestors.at(-1);
      if (isType || call === callee.exportedBy) return [];
      const inHandler = handlers.some(({ fn }) => ancestors.includes(fn));
      if (call?.type !== "CallExpression" || call.callee !== node || !inHandler) {
        throw new NotUnderstood(
          "handler-called",
          "A function that answers requests is used in another way as well.",
          lineOf(node),
        );
      }
      if (endings.has(callee) && !ended.has(call)) {
        throw new NotUnderstood(
          "response-continues",
          "The handler goes on after another one has answered, which a route handler cannot.",
          lineOf(node),
        );
      }
      return [{ call, callee }];
    });
  });
}

/** What each handler has to be given besides its request. */
export class HandlerNeeds {
  readonly #needs: ReadonlyMap<Handler, Set<Given>>;

  constructor(handlers: readonly Handler[]) {
    this.#needs = new Map(handlers.map((handler) => [handler, new Set()]));
  }

  /** In an order of their own, which parameters and arguments share. */
  of(handler: Handler | undefined): readonly Given[] {
    return [...((handler && this.#needs.get(handler)) ?? [])].sort();
  }

  add(handler: Handler, need: Given): void {
    this.#needs.get(handler)?.add(need);
  }

  /** Adds to the handler that a node stands in. */
  addAt(node: t.Node, need: Given): void {
    this.#at(node)?.add(need);
  }

  /** Who calls a handler has to have what that one needs; headers that are set go to all who answer. */
  spread(calls: readonly HandlerCall[], answering: Iterable<Handler>): void {
    if ([...this.#needs.values()].some((needs) => needs.has("headers"))) {
      for (const handler of answering) this.add(handler, "headers");
    }
    for (let grew = true; grew; ) {
      grew = false;
      for (const { call, callee } of calls) {
        const own = this.#at(call);
        for (const need of this.#needs.get(callee) ?? []) {
          if (own && !own.has(need)) grew = true;
          own?.add(need);
        }
      }
    }
  }

  #at(node: t.Node): Set<Given> | undefined {
    const [at] = rangeOf(node);
    const found = [...this.#needs].find(([{ fn }]) => {
      const [start, end] = rangeOf(fn);
      return at >= start && at < end;
    });
    return found?.[1];
  }
}

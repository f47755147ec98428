import type * as t from "@babel/types";
import { NotUnderstood, type Obstacle, understood } from "../finding.ts";
import { readerCall, type SessionRead } from "../gssp/readers.ts";
import { refuseForeignModules } from "../page/analyse.ts";
import { lineOf, type ParsedModule, parseModule } from "../syntax/parse.ts";
import { type Binding, resolveScopes, type Scopes } from "../syntax/scopes.ts";
import { bare, walk } from "../syntax/walk.ts";
import { type Endings, endingsOf, type HandlerCode } from "./endings.ts";
import type { ApiFacts } from "./facts.ts";
import { findHandlers, type Handler, type HandlerRole, rolesOf, sideExports } from "./handlers.ts";
import { routeHandlerFile } from "./route-handler-file.ts";

/** An API route of which every use of its request and its response was understood. */
export interface AnalysedApi {
  readonly module: ParsedModule;
  readonly scopes: Scopes;
  readonly facts: ApiFacts;
  /** The default export first. */
  readonly handlers: readonly Handler[];
  readonly roles: ReadonlyMap<Binding, HandlerRole>;
  /** Of those that have the response. */
  readonly endings: ReadonlyMap<Handler, Endings>;
  readonly reads: readonly SessionRead[];
  readonly code: HandlerCode;
  /** What else the module exports, for which a route handler's has no place. */
  readonly exports: readonly string[];
}

/** An API route that can move: the module that it becomes, or the two. */
export interface MovedApi {
  readonly routeHandler: string;
  /** The module of the handler, where it exports more than that. */
  readonly handler?: string;
  /** What can be imported from it: the names above. */
  readonly exports: readonly string[];
  /** Whether it imports the module that reads bodies and queries. */
  readonly needsCompat: boolean;
  /** Literal statuses that refuse a request, with the conditions that lead to them. */
  readonly guards: readonly ApiGuard[];
}

/** An answer that keeps a visitor out. */
export interface ApiGuard {
  readonly status: number;
  readonly conditions: readonly string[];
  readonly line: number;
}

/**
 * Reads an API route and works out the route handler that it becomes. Its code stays as it is, with
 * its checks in their order: it is one function that answers every method, as it was. Nothing is
 * written: the result is a text, or the first thing that was not understood.
 */
export function analyseApi(text: string, facts: ApiFacts): MovedApi | Obstacle {
  return understood(() => {
    const module = parseModule(facts.path, text);
    refuseForeignModules(module);
    const scopes = resolveScopes(module.program);
    const handlers = findHandlers(module, scopes);
    const roles = rolesOf(handlers, scopes);
    const code = codeOf(handlers, roles, scopes);
    const endings = new Map<Handler, Endings>();
    for (const handler of handlers) {
      if (answers(handler, roles, scopes)) endings.set(handler, endingsOf(handler.fn, code));
    }
    const [main] = handlers;
    if (!main || (endings.get(main)?.endings.length ?? 0) === 0) {
      throw new NotUnderstood("response-use", "The handler answers nothing by itself.", 1);
    }
    const exports = sideExports(module);
    refuseShared(handlers, exports);
    const reads = handlers.flatMap(({ fn }) => sessionReads(fn, scopes, roles));
    const file = routeHandlerFile({
      module,
      scopes,
      facts,
      handlers,
      roles,
      endings,
      reads,
      code,
      exports,
    });
    prove(file.handler ?? file.routeHandler, facts, scopes, roles);
    return file;
  });
}

/** A function that is exported may be called by others with a request of the Pages Router. */
function refuseShared(handlers: readonly Handler[], exports: readonly string[]): void {
  const shared = handlers.find(({ binding }) => binding && exports.includes(binding.name));
  if (!shared) return;
  throw new NotUnderstood(
    "handler-called",
    "A function that answers requests is exported, and others may call it.",
    lineOf(shared.fn),
  );
}

/** The response is given to it, or would be if it had a name for it. */
function answers(
  { fn, roles: byIndex, exportedBy }: Handler,
  roles: ReadonlyMap<Binding, HandlerRole>,
  scopes: Scopes,
): boolean {
  if (exportedBy) return true;
  return [...byIndex.keys()].some((index) => {
    const parameter = fn.params[index];
    return scopes.all.some(
      (binding) =>
        roles.get(binding) === "response" &&
        parameter !== undefined &&
        binding.declarations.includes(parameter),
    );
  });
}

function codeOf(
  handlers: readonly Handler[],
  roles: ReadonlyMap<Binding, HandlerRole>,
  scopes: Scopes,
): HandlerCode {
  const roleOf = (node: t.Node): HandlerRole | undefined => {
    const value = bare(node);
    const binding = value.type === "Identifier" ? scopes.bindingOf(value) : undefined;
    return binding && roles.get(binding);
  };
  const answering = new Set(
    handlers.flatMap((handler) =>
      handler.binding && answers(handler, roles, scopes) ? [handler.binding] : [],
    ),
  );
  return {
    isResponse: (node) => roleOf(node) === "response",
    isHandlerCall({ callee }) {
      const binding = callee.type === "Identifier" ? scopes.bindingOf(callee) : undefined;
      return binding !== undefined && answering.has(binding);
    },
  };
}

function sessionReads(
  fn: t.Node,
  scopes: Scopes,
  roles: ReadonlyMap<Binding, HandlerRole>,
): SessionRead[] {
  const reads: SessionRead[] = [];
  walk(fn, (node) => {
    if (node.type !== "CallExpression") return true;
    const read = readerCall(scopes, node, (value) => {
      const name = bare(value);
      const binding = name.type === "Identifier" ? scopes.bindingOf(name) : undefined;
      return binding && roles.get(binding);
    });
    if (read) reads.push(read);
    return true;
  });
  return reads;
}

/** Names that a route handler may use and an API route need not have used. */
const ADDED = new Set(["Headers", "Response", "Object", "undefined"]);

/** What was written is parsed again: every name in it has to be declared, or be a global of before. */
function prove(
  text: string,
  facts: ApiFacts,
  before: Scopes,
  roles: ReadonlyMap<Binding, HandlerRole>,
): void {
  const module = parseModule(facts.routeFile, text);
  const after = resolveScopes(module.program);
  const lost = [...after.globals].find((name) => !before.globals.has(name) && !ADDED.has(name));
  const responses = [...roles].filter(([, role]) => role === "response").map(([{ name }]) => name);
  const left = after.all.find(({ name, references }) => {
    return responses.includes(name) && references.length > 0 && !isOther(before, name, roles);
  });
  if (lost === undefined && left === undefined) return;
  const name = lost ?? left?.name;
  throw new NotUnderstood(
    "unproven",
    `\`${name}\` would be lost in the route handler.`,
    lineOf(module.program),
  );
}

/** Whether something else has the name of a response as well. */
function isOther({ all }: Scopes, name: string, roles: ReadonlyMap<Binding, HandlerRole>): boolean {
  return all.some((binding) => binding.name === name && roles.get(binding) !== "response");
}

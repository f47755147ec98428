import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { exportedNames } from "../page/component.ts";
import { lineOf, type ParsedModule } from "../syntax/parse.ts";
import type { Binding, Scopes } from "../syntax/scopes.ts";
import { bare } from "../syntax/walk.ts";

export type HandlerFunction =
  | t.FunctionDeclaration
  | t.FunctionExpression
  | t.ArrowFunctionExpression;

/** What the parameter of a handler stands for. */
export type HandlerRole = "request" | "response";

/** A function that answers a request: the default export, or one that it hands its request to. */
export interface Handler {
  readonly fn: HandlerFunction;
  /** Its name in the module; none for an anonymous default export. */
  readonly binding?: Binding;
  /** The annotation of the constant that holds it, which says what its parameters are. */
  readonly annotation?: t.Node;
  /** By the index of the parameter. */
  readonly roles: ReadonlyMap<number, HandlerRole>;
  /** The statement that exports it: the default one's. */
  readonly exportedBy?: t.ExportDefaultDeclaration;
}

/**
 * The handlers of an API route, the default export first.
 * @throws NotUnderstood when the default export is made by another function
 */
export function findHandlers(module: ParsedModule, scopes: Scopes): readonly Handler[] {
  const main = defaultHandler(module, scopes);
  const found = new Map<HandlerFunction, Handler>([[main.fn, main]]);
  // a Map goes on with what is added while it is walked
  for (const handler of found.values()) {
    for (const inner of calledWith(handler, module, scopes)) {
      const known = found.get(inner.fn);
      if (known && !sameRoles(known.roles, inner.roles)) {
        throw new NotUnderstood(
          "handler-called",
          "A function is given the request and the response in different places.",
          lineOf(inner.fn),
        );
      }
      if (!known) found.set(inner.fn, inner);
    }
  }
  return [...found.values()];
}

/** What a name inside a handler stands for. */
export function rolesOf(handlers: readonly Handler[], scopes: Scopes): Map<Binding, HandlerRole> {
  const roles = new Map<Binding, HandlerRole>();
  for (const { fn, roles: byIndex } of handlers) {
    for (const [index, role] of byIndex) {
      const parameter = fn.params[index];
      if (!parameter) continue;
      const binding = parameter.type === "Identifier" ? scopes.bindingOf(parameter) : undefined;
      const declared = binding ?? bindingDeclaredAt(scopes, parameter);
      if (parameter.type !== "Identifier" || !declared) {
        throw new NotUnderstood(
          `${role}-use`,
          `The ${role} is taken apart in the parameters.`,
          lineOf(parameter),
        );
      }
      roles.set(declared, role);
    }
  }
  return roles;
}

function bindingDeclaredAt(scopes: Scopes, node: t.Node): Binding | undefined {
  return scopes.all.find(({ declarations }) => declarations.includes(node));
}

/**
 * The names that an API route exports besides its handler, which a route handler's module may not.
 * @throws NotUnderstood for `config`, and for what cannot be told
 */
export function sideExports({ program }: ParsedModule): string[] {
  return program.body.flatMap((statement) => {
    if (statement.type === "ExportAllDeclaration") {
      throw new NotUnderstood("api-exports", "It re-exports another module.", lineOf(statement));
    }
    if (statement.type !== "ExportNamedDeclaration" || isOfTypes(statement)) return [];
    const names = exportedNames(statement);
    if (!names.includes("config")) return names;
    throw new NotUnderstood(
      "api-config",
      "`config` of an API route has no equal in a route handler: see what it sets.",
      lineOf(statement),
    );
  });
}

function isOfTypes({ exportKind, declaration }: t.ExportNamedDeclaration): boolean {
  return exportKind === "type" || /^TS(?:Interface|TypeAlias)/.test(declaration?.type ?? "");
}

function defaultHandler(module: ParsedModule, scopes: Scopes): Handler {
  const exportedBy = module.program.body.find(
    (statement) => statement.type === "ExportDefaultDeclaration",
  );
  if (!exportedBy) throw new NotUnderstood("no-handler", "It has no default export.", 1);
  const roles = new Map<number, HandlerRole>([
    [0, "request"],
    [1, "response"],
  ]);
  const value = bare(exportedBy.declaration);
  if (isHandlerFunction(value)) {
    const binding =
      value.type === "FunctionDeclaration" && value.id
        ? scopes.module.get(value.id.name)
        : undefined;
    return { ...handlerOf(value, roles), exportedBy, ...(binding ? { binding } : {}) };
  }
  const named = value.type === "Identifier" ? localFunction(module, scopes, value) : undefined;
  if (named) return { ...handlerOf(named.fn, roles), ...named, exportedBy };
  throw new NotUnderstood(
    "api-wrapped",
    "The handler is made by another function, and what that does is not known.",
    lineOf(exportedBy),
  );
}

function handlerOf(fn: HandlerFunction, roles: ReadonlyMap<number, HandlerRole>): Handler {
  if (fn.generator) throw new NotUnderstood("no-handler", "It is a generator.", lineOf(fn));
  const given = new Map([...roles].filter(([index]) => index < fn.params.length));
  return { fn, roles: given };
}

/** The functions of the module that a handler calls with its request or its response. */
function calledWith(handler: Handler, module: ParsedModule, scopes: Scopes): Handler[] {
  const found: Handler[] = [];
  for (const [binding, role] of rolesOf([handler], scopes)) {
    for (const { node, ancestors } of binding.references) {
      const call = ancestors.at(-1);
      if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") continue;
      const index = call.arguments.indexOf(node as t.Identifier);
      const local = index < 0 ? undefined : localFunction(module, scopes, call.callee);
      if (!local) continue;
      const known = found.find(({ fn }) => fn === local.fn);
      const roles = new Map([...(known?.roles ?? []), [index, role] as const]);
      const inner = { ...handlerOf(local.fn, roles), ...local };
      if (known) found[found.indexOf(known)] = inner;
      else found.push(inner);
    }
  }
  return found;
}

function localFunction(
  { program }: ParsedModule,
  scopes: Scopes,
  name: t.Identifier,
): { fn: HandlerFunction; binding: Binding; annotation?: t.Node } | undefined {
  const binding = scopes.bindingOf(name);
  if (!binding || scopes.module.get(name.name) !== binding) return undefined;
  for (const statement of program.body) {
    if (statement.type === "FunctionDeclaration" && statement.id?.name === name.name) {
      return { fn: statement, binding };
    }
    if (statement.type !== "VariableDeclaration" || statement.kind !== "const") continue;
    for (const { id, init } of statement.declarations) {
      if (id.type !== "Identifier" || id.name !== name.name || !init) continue;
      if (!isHandlerFunction(init)) return undefined;
      const note = id.typeAnnotation ?? undefined;
      return { fn: init, binding, ...(note ? { annotation: note } : {}) };
    }
  }
  return undefined;
}

function isHandlerFunction(node: t.Node): node is HandlerFunction {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

function sameRoles(
  a: ReadonlyMap<number, HandlerRole>,
  b: ReadonlyMap<number, HandlerRole>,
): boolean {
  return a.size === b.size && [...a].every(([index, role]) => b.get(index) === role);
}

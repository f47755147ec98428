import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import { lineOf, type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";
import type { Reference } from "../syntax/scopes.ts";
import { keyName, memberName } from "../syntax/walk.ts";

/** What a route handler has to be given besides its request. */
export type Need = "body" | "query";

/** Names of the values that a handler is given. */
export type NeedNames = Readonly<Record<Need, string>>;

/** What one use of the request becomes. */
export interface RequestUse {
  readonly edits: readonly Edit[];
  readonly needs: readonly Need[];
}

const UNCHANGED: RequestUse = { edits: [], needs: [] };

/**
 * Rewrites a use of the request that is no session read and no call of another handler.
 * @throws NotUnderstood for a part of it that a `NextRequest` has not in the same form
 */
export function requestUse(
  module: ParsedModule,
  { node, ancestors }: Reference,
  names: NeedNames,
): RequestUse {
  const parent = ancestors.at(-1);
  if (parent?.type === "VariableDeclarator" && parent.init === node) {
    return takenApart(module, parent, ancestors.at(-2), names);
  }
  if (!isMember(parent) || parent.object !== node) throw unknown(node);
  const member = replaced(module, parent, names);
  if (member) return member;
  const property = memberName(parent);
  const outer = ancestors.at(-2);
  if (isMember(outer) && outer.object === parent) {
    const name = memberName(outer);
    if (name !== undefined && isRead(outer, ancestors.at(-3))) {
      const request = textOf(module, node);
      const edit = partText(request, property, name);
      if (edit)
        return { edits: [{ ...at(outer), text: wrapped(edit, ancestors.at(-3)) }], needs: [] };
    }
  }
  const declared =
    outer?.type === "VariableDeclarator" && outer.init === parent ? outer : undefined;
  if (declared)
    return partsTaken(textOf(module, node), property, declared, ancestors.at(-3), parent);
  throw unknown(parent);
}

/** `req.method`, `req.body` and `req.query` as wholes. */
function replaced(
  _module: ParsedModule,
  member: t.MemberExpression | t.OptionalMemberExpression,
  names: NeedNames,
): RequestUse | undefined {
  const property = memberName(member);
  if (property === "method") return UNCHANGED;
  if (property !== "body" && property !== "query") return undefined;
  return { edits: [{ ...at(member), text: names[property] }], needs: [property] };
}

/** `req.cookies.id` and `req.headers["x-id"]`. */
function partText(request: string, property: string | undefined, name: string): string | undefined {
  if (property === "cookies") return `${request}.cookies.get(${JSON.stringify(name)})?.value`;
  if (property === "headers") return `${request}.headers.get(${JSON.stringify(name)}) ?? undefined`;
  return undefined;
}

/** `const { id } = req.cookies`. */
function partsTaken(
  request: string,
  property: string | undefined,
  { id }: t.VariableDeclarator,
  declaration: t.Node | undefined,
  member: t.Node,
): RequestUse {
  if (id.type !== "ObjectPattern" || declaration?.type !== "VariableDeclaration") {
    throw unknown(member);
  }
  const parts = id.properties.map((part) => {
    const name = keyName(part);
    const target = part.type === "ObjectProperty" ? part.value : undefined;
    const text = name === undefined ? undefined : partText(request, property, name);
    if (target?.type !== "Identifier" || text === undefined) throw unknown(member);
    return `${target.name} = ${text}`;
  });
  if (declaration.declarations.length > 1 || parts.length === 0) throw unknown(member);
  const [declarator] = declaration.declarations;
  return { edits: [{ ...at(declarator ?? declaration), text: parts.join(", ") }], needs: [] };
}

/** `const { method, body, query: { id } } = req`. */
function takenApart(
  module: ParsedModule,
  declarator: t.VariableDeclarator,
  declaration: t.Node | undefined,
  names: NeedNames,
): RequestUse {
  const { id, init } = declarator;
  if (id.type !== "ObjectPattern" || !init || declaration?.type !== "VariableDeclaration") {
    throw unknown(declarator);
  }
  const needs: Need[] = [];
  const parts = id.properties.map((property) => {
    const name = keyName(property);
    if (property.type !== "ObjectProperty") throw unknown(property);
    const target = textOf(module, property.value);
    if (name === "method") return `${target} = ${textOf(module, init)}.method`;
    if (name !== "body" && name !== "query") throw unknown(property);
    needs.push(name);
    return `${target} = ${names[name]}`;
  });
  if (parts.length === 0) throw unknown(declarator);
  return { edits: [{ ...at(declarator), text: parts.join(", ") }], needs };
}

/** Whether a part is read: nothing is assigned to it, and it is not deleted. */
function isRead(node: t.Node, parent: t.Node | undefined): boolean {
  if (parent?.type === "AssignmentExpression") return parent.left !== node;
  if (parent?.type === "UpdateExpression") return false;
  return !(parent?.type === "UnaryExpression" && parent.operator === "delete");
}

/** `??` needs parentheses beside other operators, and in front of a member. */
function wrapped(text: string, parent: t.Node | undefined): string {
  const stands =
    parent?.type === "VariableDeclarator" ||
    parent?.type === "ReturnStatement" ||
    parent?.type === "CallExpression" ||
    parent?.type === "ObjectProperty" ||
    parent?.type === "IfStatement";
  return stands || !text.includes("??") ? text : `(${text})`;
}

function isMember(
  node: t.Node | undefined,
): node is t.MemberExpression | t.OptionalMemberExpression {
  return node?.type === "MemberExpression" || node?.type === "OptionalMemberExpression";
}

function at(node: t.Node): { start: number; end: number } {
  const [start, end] = rangeOf(node);
  return { start, end };
}

function unknown(node: t.Node): NotUnderstood {
  return new NotUnderstood(
    "request-use",
    "The request is used in a way that has no equal in a route handler.",
    lineOf(node),
  );
}

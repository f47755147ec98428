import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import { lineOf, rangeOf } from "../syntax/parse.ts";
import type { Scopes } from "../syntax/scopes.ts";
import { bare, isFunction, keyName, memberName } from "../syntax/walk.ts";
import type { Role, ValueRole } from "./roles.ts";
import type { ServerFunction } from "./server-functions.ts";
import { passed } from "./wrapper-calls.ts";

/** A call of a helper of the project that is handed the context, or parts of it. */
export interface HelperCall {
  readonly call: t.CallExpression;
  readonly fn: ServerFunction;
  /** What each argument is a part of; those that are none stay. */
  readonly roles: readonly (Role | undefined)[];
  /** Whether it has to be awaited now, and was not. */
  readonly awaits: boolean;
  /** Whether an `await` needs no parentheses there. */
  readonly standsAlone: boolean;
}

/**
 * Reads the place of a call: a helper that gave its value at once has to be awaited now.
 * @param ancestors from the outside down to the call's parent
 * @throws NotUnderstood where it cannot be
 */
export function helperCall(
  scopes: Scopes,
  found: Omit<HelperCall, "awaits" | "standsAlone">,
  ancestors: readonly t.Node[],
): HelperCall {
  const { call, fn } = found;
  const local = call.callee.type === "Identifier" ? call.callee.name : "";
  const isTaken = local !== fn.name && scopes.all.some(({ name }) => name === fn.name);
  if (isTaken) throw refused("name-taken", `The name \`${fn.name}\` has two meanings.`, call);
  const parent = ancestors.findLast((node) => bare(node) === node);
  const isAwaited = parent?.type === "AwaitExpression";
  const standsAlone =
    parent?.type === "VariableDeclarator" ||
    parent?.type === "ObjectProperty" ||
    parent?.type === "ReturnStatement";
  if (fn.wasAsync || isAwaited) return { ...found, awaits: false, standsAlone };
  const inner = ancestors.filter((node) => isFunction(node));
  const isPromise =
    (parent?.type === "MemberExpression" || parent?.type === "OptionalMemberExpression") &&
    /^(?:then|catch|finally)$/.test(memberName(parent) ?? "");
  // the outermost is the function that becomes the page
  if (inner.length > 1 || isPromise) {
    throw refused(
      "context-passed-on",
      `\`${local}\` reads the request, which has to be awaited in a server component, and cannot be here.`,
      call,
    );
  }
  return { ...found, awaits: true, standsAlone };
}

/** The call without what it was handed of the context, and with the plain parts that are needed. */
export function helperEdits(
  { call, fn, roles, awaits, standsAlone }: HelperCall,
  names: Readonly<Record<ValueRole, string>>,
): Edit[] {
  const edits: Edit[] = [];
  const [start, end] = rangeOf(call);
  const [from, to] = rangeOf(call.callee);
  const local = call.callee.type === "Identifier" ? call.callee.name : "";
  if (awaits) edits.push({ start, end: start, text: standsAlone ? "await " : "(await " });
  if (local !== fn.name) edits.push({ start: from, end: to, text: fn.name });
  const object = passed(fn, names);
  const lastKept = roles.lastIndexOf(undefined);
  const { arguments: args } = call;
  for (const [index, role] of roles.entries()) {
    const argument = args[index];
    const next = args[index + 1];
    if (role === undefined || index > lastKept || !argument || !next) continue;
    edits.push({ start: rangeOf(argument)[0], end: rangeOf(next)[0], text: "" });
  }
  const kept = args[lastKept];
  const [first] = args;
  const last = args.at(-1);
  if (first && last && last !== kept) {
    const at = kept ? rangeOf(kept)[1] : rangeOf(first)[0];
    const text = kept && object.length > 0 ? `, ${object[0]}` : object.join("");
    edits.push({ start: at, end: rangeOf(last)[1], text });
  } else if (object.length > 0) {
    edits.push({ start: end - 1, end: end - 1, text: `, ${object[0]}` });
  }
  if (awaits && !standsAlone) edits.push({ start: end, end, text: ")" });
  return edits;
}

/** The role of an argument; `{ req, res }` carries as much as the context does. */
export function carriedRole(
  argument: t.Node,
  roleOf: (node: t.Node) => Role | undefined,
): Role | undefined {
  const value = bare(argument);
  if (value.type !== "ObjectExpression") return roleOf(value);
  const isContext = value.properties.every((property) => {
    if (property.type !== "ObjectProperty") return false;
    const name = keyName(property);
    const role = roleOf(property.value);
    return (name === "req" && role === "request") || (name === "res" && role === "response");
  });
  return isContext && value.properties.length > 0 ? "context" : undefined;
}

function refused(code: string, message: string, at: t.Node): NotUnderstood {
  return new NotUnderstood(code, message, lineOf(at));
}

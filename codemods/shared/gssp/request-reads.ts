import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { wholeLines } from "../editing/statements.ts";
import { type ParsedModule, rangeOf } from "../syntax/parse.ts";
import { bare, keyName, memberName } from "../syntax/walk.ts";

/** The part of the request that a read takes its value from. */
export type RequestStore = "cookies" | "headers";

/** One `req.cookies.name` or `req.headers.name`, or several that are destructured. */
export interface RequestReads {
  readonly store: RequestStore;
  readonly names: readonly string[];
  /** The expression that is replaced; undefined where names are destructured. */
  readonly node?: t.Node;
  /** What takes its place. */
  readonly edit: Edit;
}

/** Names in the server file of what `cookies()` and `headers()` of next/headers give. */
export type StoreNames = Readonly<Record<RequestStore, string>>;

/**
 * Reads the use of the request as reads of single cookies or headers.
 * @param request the expression that is the request
 * @param ancestors from the outside down to its parent
 * @returns undefined when it is used for anything else
 */
export function requestReads(
  request: t.Node,
  ancestors: readonly t.Node[],
  names: StoreNames,
): RequestReads | undefined {
  const store = ancestors.at(-1);
  if (!store || !isMember(store) || store.object !== request) return undefined;
  const kind = memberName(store);
  if (kind !== "cookies" && kind !== "headers") return undefined;
  const parent = ancestors.at(-2);
  if (parent?.type === "VariableDeclarator" && parent.init === store) {
    return destructuredReads(parent, kind, names);
  }
  if (!parent || !isMember(parent) || parent.object !== store) return undefined;
  const name = memberName(parent);
  const around = ancestors.at(-3);
  if (name === undefined || !isReadable(kind, name) || isChanged(parent, around)) return undefined;
  const [start, end] = rangeOf(parent);
  const text = readText(kind, name, names, { node: parent, parent: around });
  return { store: kind, node: parent, names: [name], edit: { start, end, text } };
}

/** `const { token } = req.cookies`: plain names only, each with a value of its own. */
function destructuredReads(
  declarator: t.VariableDeclarator,
  store: RequestStore,
  names: StoreNames,
): RequestReads | undefined {
  const { id } = declarator;
  if (id.type !== "ObjectPattern" || id.typeAnnotation || id.properties.length === 0) {
    return undefined;
  }
  const entries: { name: string; local: string }[] = [];
  for (const property of id.properties) {
    const name = property.type === "ObjectProperty" ? keyName(property) : undefined;
    if (property.type !== "ObjectProperty" || name === undefined) return undefined;
    if (property.value.type !== "Identifier" || !isReadable(store, name)) return undefined;
    entries.push({ name, local: property.value.name });
  }
  const text = entries
    .map(({ name, local }) => `${local} = ${readText(store, name, names)}`)
    .join(", ");
  const [start, end] = rangeOf(declarator);
  return { store, names: entries.map(({ name }) => name), edit: { start, end, text } };
}

/** Node gives the names of headers in lower case: another spelling gave nothing. */
function isReadable(store: RequestStore, name: string): boolean {
  return store === "cookies" || (name === name.toLowerCase() && name !== "set-cookie");
}

/** Assigned, deleted or called: then it is no read of a value. */
function isChanged(node: t.Node, parent: t.Node | undefined): boolean {
  switch (parent?.type) {
    case "AssignmentExpression":
      return parent.left === node;
    case "UpdateExpression":
      return true;
    case "UnaryExpression":
      return parent.operator === "delete";
    case "CallExpression":
    case "OptionalCallExpression":
    case "NewExpression":
      return parent.callee === node;
    case "TaggedTemplateExpression":
      return true;
    default:
      return false;
  }
}

/** The read as next/headers has it; a header that is not there is null, and was undefined. */
function readText(
  store: RequestStore,
  name: string,
  names: StoreNames,
  at?: { readonly node: t.Node; readonly parent: t.Node | undefined },
): string {
  const get = `${names[store]}.get(${JSON.stringify(name)})`;
  const parent = at?.parent;
  if (store === "cookies") {
    const continues =
      parent && ((isMember(parent) && parent.object === at.node) || bare(parent) !== parent);
    // `a?.value.length` would be undefined where `req.cookies.a.length` failed
    return continues && !isOptional(parent) ? `(${get}?.value)` : `${get}?.value`;
  }
  if (parent && (isOptional(parent) || takesNull(parent, at.node))) return get;
  return parent && !standsAlone(parent) ? `(${get} ?? undefined)` : `${get} ?? undefined`;
}

function isOptional(parent: t.Node): boolean {
  return parent.type === "OptionalMemberExpression" && parent.optional === true;
}

/** Places where null does what undefined did. */
function takesNull(parent: t.Node, node: t.Node): boolean {
  if (parent.type === "LogicalExpression") {
    return parent.left === node && (parent.operator === "??" || parent.operator === "||");
  }
  if (parent.type === "UnaryExpression") return parent.operator === "!";
  return parent.type === "IfStatement";
}

function standsAlone(parent: t.Node): boolean {
  return (
    parent.type === "VariableDeclarator" ||
    parent.type === "ObjectProperty" ||
    parent.type === "ReturnStatement" ||
    parent.type === "TemplateLiteral" ||
    parent.type === "CallExpression"
  );
}

/** `res.setHeader("Cache-Control", "…")` as a statement, which a page of the App Router need not say. */
export function cacheHeader(
  module: ParsedModule,
  response: t.Node,
  ancestors: readonly t.Node[],
): { readonly call: t.Node; readonly edit: Edit } | undefined {
  const [block, statement, call, member] = ancestors.slice(-4);
  if (!member || !isMember(member) || member.object !== response) return undefined;
  if (call?.type !== "CallExpression" || call.callee !== member) return undefined;
  if (statement?.type !== "ExpressionStatement" || block?.type !== "BlockStatement") {
    return undefined;
  }
  const [name, value, ...others] = call.arguments;
  const isCache = name?.type === "StringLiteral" && /^cache-control$/i.test(name.value);
  const isPlain =
    value?.type === "StringLiteral" ||
    (value?.type === "TemplateLiteral" && value.expressions.length === 0);
  const isSet = memberName(member) === "setHeader" && isCache && isPlain && others.length === 0;
  if (!isSet) return undefined;
  const [start, end] = wholeLines(module.text, rangeOf(statement));
  return { call, edit: { start, end, text: "" } };
}

function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === "MemberExpression" || node.type === "OptionalMemberExpression";
}

import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import { lineOf, type ParsedModule, rangeOf } from "../syntax/parse.ts";
import type { Binding, Reference, Scopes } from "../syntax/scopes.ts";
import { bare, isFunction, keyName, memberName } from "../syntax/walk.ts";
import { addQueryHook } from "./query-hook.ts";
import { isQueryMember, QueryUses } from "./query-uses.ts";
import { isText } from "./text-value.ts";

/** Whether a module names `next/router` at all. */
export function usesNextRouter(text: string): boolean {
  return /["']next\/router["']/.test(text);
}

/** The page that a module is, where it is one: its route is known. */
export interface PageRoute {
  readonly pattern: string;
  readonly params: readonly unknown[];
  /** Where `getServerSideProps` stands, whose names go to another file. */
  readonly serverRange?: readonly [number, number];
}

/**
 * Edits that take a module from `next/router` to `next/navigation`. `useRouter` of next/navigation
 * works in the Pages Router as well (Next puts an adapter around its router), so that a component
 * may serve both; what the two do differently is not converted in components.
 * @param page the route, where the module is the page itself
 * @throws NotUnderstood at the first use that means something else in the App Router
 */
export function convertRouter(module: ParsedModule, scopes: Scopes, page?: PageRoute): Edit[] {
  const edits: Edit[] = [];
  const pattern = page?.pattern;
  const query = new QueryUses(module, scopes, page);
  for (const statement of module.program.body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== "next/router")
      continue;
    for (const specifier of statement.specifiers) {
      const isHook =
        specifier.type === "ImportSpecifier" &&
        specifier.importKind !== "type" &&
        specifier.imported.type === "Identifier" &&
        specifier.imported.name === "useRouter";
      if (!isHook || statement.importKind === "type") {
        throw new NotUnderstood(
          "router-import",
          `\`${specifier.local.name}\` of next/router has no equal in next/navigation.`,
          lineOf(specifier),
        );
      }
      const binding = scopes.module.get(specifier.local.name);
      for (const reference of binding?.references ?? []) {
        if (!query.take(reference)) hookUse(scopes, reference, pattern, edits);
      }
    }
    if (query.found && page) {
      const edited = query.edits();
      const keepsRouter = query.keepsRouter;
      const added = addQueryHook(module, statement, page.params.length > 0, keepsRouter);
      return [...edits.filter((edit) => !query.covers(edit)), ...edited, ...added];
    }
    const [start, end] = rangeOf(statement.source);
    edits.push({ start: start + 1, end: end - 1, text: "next/navigation" });
  }
  if (edits.length === 0 && usesNextRouter(module.text)) {
    throw new NotUnderstood("router-import", "next/router is imported in an unusual way.", 1);
  }
  return edits;
}

/** One `useRouter()`: its result is followed. */
function hookUse(
  scopes: Scopes,
  { node, ancestors, isType }: Reference,
  pattern: string | undefined,
  edits: Edit[],
): void {
  const call = ancestors.at(-1);
  const holder = ancestors.at(-2);
  if (isType || call?.type !== "CallExpression" || call.callee !== node) throw passedOn(node);
  if (holder?.type === "MemberExpression" && holder.object === call) {
    property(scopes, holder, ancestors.slice(0, -2), pattern, edits);
    return;
  }
  if (holder?.type !== "VariableDeclarator" || holder.init !== call) throw passedOn(node);
  if (holder.id.type === "Identifier") {
    const binding = scopes.bindingOf(holder.id);
    for (const reference of binding?.references ?? []) {
      const isQuery = pattern !== undefined && isQueryMember(reference);
      if (!reference.isType && !isQuery) routerUse(scopes, reference, pattern, edits);
    }
    return;
  }
  if (holder.id.type !== "ObjectPattern") throw passedOn(node);
  for (const entry of holder.id.properties) {
    const name = entry.type === "ObjectProperty" ? keyName(entry) : undefined;
    const target = entry.type === "ObjectProperty" ? entry.value : undefined;
    if (name === "query" && pattern !== undefined) continue;
    if (!name || target?.type !== "Identifier" || !(name in METHODS) || name === "reload") {
      throw unknownProperty(name, entry);
    }
    const binding = scopes.bindingOf(target);
    for (const reference of binding?.references ?? [])
      methodReference(scopes, binding, reference, name);
  }
}

function routerUse(
  scopes: Scopes,
  { node, ancestors }: Reference,
  pattern: string | undefined,
  edits: Edit[],
): void {
  const parent = ancestors.at(-1);
  const isMember =
    (parent?.type === "MemberExpression" || parent?.type === "OptionalMemberExpression") &&
    parent.object === node;
  if (isMember) {
    property(scopes, parent, ancestors.slice(0, -1), pattern, edits);
    return;
  }
  // `[router]` as the list of what a hook depends on
  if (parent?.type === "ArrayExpression" && ancestors.at(-2)?.type === "CallExpression") return;
  throw passedOn(node);
}

/** Methods that both routers have, and whether their argument is a URL. */
const METHODS: Readonly<Record<string, "url" | "nothing">> = {
  push: "url",
  replace: "url",
  prefetch: "url",
  back: "nothing",
  forward: "nothing",
  reload: "nothing",
};

function property(
  scopes: Scopes,
  member: t.MemberExpression | t.OptionalMemberExpression,
  ancestors: readonly t.Node[],
  pattern: string | undefined,
  edits: Edit[],
): void {
  const name = memberName(member);
  const [start, end] = rangeOf(member);
  // what is the page of one component is any page of another: there these mean something else
  if (name === "isReady" && pattern !== undefined) {
    edits.push({ start, end, text: "true" });
    return;
  }
  if ((name === "pathname" || name === "route") && pattern !== undefined) {
    edits.push({ start, end, text: JSON.stringify(pattern) });
    return;
  }
  if (name === undefined || !(name in METHODS)) throw unknownProperty(name, member);
  const call = ancestors.at(-1);
  if (call?.type === "ArrayExpression") return;
  if (call?.type !== "CallExpression" || call.callee !== member) throw passedOn(member);
  const [argument] = call.arguments;
  if (pattern !== undefined && name === "replace" && argument && isAsPath(member, argument)) {
    // going to where one is: runs getServerSideProps again, as refresh() renders the page again
    resultUnused(ancestors, call);
    edits.push({ start, end: rangeOf(call)[1], text: `${routerText(member)}.refresh()` });
    return;
  }
  methodCall(scopes, call, name, ancestors);
  if (name === "reload") edits.push({ start, end, text: "window.location.reload" });
}

function methodReference(
  scopes: Scopes,
  binding: Binding | undefined,
  { node, ancestors }: Reference,
  name: string,
): void {
  const parent = ancestors.at(-1);
  if (parent?.type === "ArrayExpression") return;
  if (!binding || parent?.type !== "CallExpression" || parent.callee !== node) throw passedOn(node);
  methodCall(scopes, parent, name, ancestors.slice(0, -1).concat(parent));
}

/** @param ancestors down to the call itself */
function methodCall(
  scopes: Scopes,
  call: t.CallExpression,
  name: string,
  ancestors: readonly t.Node[],
): void {
  const [argument, ...others] = call.arguments;
  const wantsUrl = METHODS[name] === "url";
  if (others.length > 0 || Boolean(argument) !== wantsUrl) {
    throw new NotUnderstood(
      "router-arguments",
      `\`router.${name}\` has arguments that next/navigation does not take.`,
      lineOf(call),
    );
  }
  if (argument && !isText(scopes, argument)) {
    throw new NotUnderstood(
      "router-url",
      `What \`router.${name}\` gets may be a URL object, and next/navigation takes text only.`,
      lineOf(call),
    );
  }
  resultUnused(ancestors, call);
}

/** `push` gave a promise, and gives nothing now. */
function resultUnused(ancestors: readonly t.Node[], call: t.CallExpression): void {
  const holder = ancestors.at(-1) === call ? ancestors.at(-2) : ancestors.at(-1);
  const unused =
    holder?.type === "ExpressionStatement" ||
    (holder?.type === "ArrowFunctionExpression" && holder.body === call) ||
    (holder?.type === "UnaryExpression" && holder.operator === "void") ||
    (holder?.type === "AwaitExpression" && isLast(ancestors, holder)) ||
    (holder?.type === "ReturnStatement" && isInEventHandler(ancestors, holder));
  if (unused) return;
  throw new NotUnderstood(
    "router-result",
    "The result of a navigation is used; next/navigation gives none.",
    lineOf(call),
  );
}

/** `onClick={() => { return router.push("/") }}` of an element of HTML: React looks at no result. */
function isInEventHandler(ancestors: readonly t.Node[], holder: t.Node): boolean {
  const at = ancestors.slice(0, ancestors.indexOf(holder)).findLastIndex(isFunction);
  const [element, attribute, container] = ancestors.slice(Math.max(0, at - 3), at);
  return (
    container?.type === "JSXExpressionContainer" &&
    attribute?.type === "JSXAttribute" &&
    attribute.name.type === "JSXIdentifier" &&
    /^on[A-Z]/.test(attribute.name.name) &&
    element?.type === "JSXOpeningElement" &&
    element.name.type === "JSXIdentifier" &&
    /^[a-z]/.test(element.name.name)
  );
}

/** Whether nothing of the function runs after an `await` that is a statement of its own. */
function isLast(ancestors: readonly t.Node[], awaited: t.Node): boolean {
  let index = ancestors.indexOf(awaited) - 1;
  let child = ancestors[index];
  if (child?.type !== "ExpressionStatement") return false;
  for (index -= 1; index >= 0; index -= 1) {
    const node = ancestors[index] as t.Node;
    if (isFunction(node)) return true;
    if (node.type === "BlockStatement" && node.body.at(-1) !== child) return false;
    if (node.type !== "BlockStatement" && node.type !== "IfStatement") return false;
    child = node;
  }
  return false;
}

function isAsPath(member: t.Node, argument: t.Node): boolean {
  const value = bare(argument);
  if (value.type !== "MemberExpression" || memberName(value) !== "asPath") return false;
  return routerText(value) === routerText(member);
}

function routerText(member: t.Node): string | undefined {
  const object = "object" in member ? (member.object as t.Node) : undefined;
  return object?.type === "Identifier" ? object.name : undefined;
}

function unknownProperty(name: string | undefined, at: t.Node): NotUnderstood {
  return new NotUnderstood(
    "router-property",
    `\`router.${name ?? "…"}\` has no direct equal in next/navigation.`,
    lineOf(at),
  );
}

function passedOn(at: t.Node): NotUnderstood {
  return new NotUnderstood(
    "router-passed-on",
    "The router of next/router is handed to other code.",
    lineOf(at),
  );
}

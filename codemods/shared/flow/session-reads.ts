import type * as t from "@babel/types";
import type { SessionPackage } from "../sessions/packages.ts";
import { lineOf } from "../syntax/parse.ts";
import { keyName, memberName, walk } from "../syntax/walk.ts";
import type { DeclarationGraph } from "./graph.ts";
import type { Declaration } from "./module.ts";
import type { RequestPart } from "./parts.ts";
import type { PackageUse, Reach } from "./reach.ts";
import { RequestParts } from "./request-parts.ts";
import { entriesOf, readerEntry } from "./session-packages.ts";

/** A place below a page or API route that reads who the visitor is. */
export interface SessionReadPlace {
  /** What reads: `getServerSession of next-auth`, `cookies of the request`. */
  readonly what: string;
  /** The package's entry, where it is a package that reads. */
  readonly entry?: SessionPackage;
  readonly declaration: Declaration;
  readonly file: string;
  readonly line: number;
}

/** Methods that check a session, whichever object of whichever library has them. */
const CHECKS = new Set([
  "verifySessionCookie",
  "verifyIdToken",
  "validateRequest",
  "validateSession",
  "readSessionCookie",
  "getSessionFromCtx",
]);

/** Names by which packages that are not known export what reads a session, of a workspace mostly. */
const NAMED =
  /^(?:(?:unstable_)?get\w*Session\w*|with\w*Session\w*|with\w*Auth\w*|getAuth|getToken|getCurrentUser|validateRequest)$/;

/**
 * Everything in reach that reads a session: readers of known packages, and the cookies or the
 * authorization of the request.
 * @param takes what the first function gets: the context of a page, or request and response
 */
export function sessionReads(
  graph: DeclarationGraph,
  reach: Reach,
  takes: readonly RequestPart[] = ["context"],
): SessionReadPlace[] {
  const parts = new RequestParts(graph, reach, takes);
  return [
    ...reach.packages.flatMap(readOfPackage),
    ...[...reach.declarations].flatMap((declaration) => readsOf(parts, declaration)),
  ];
}

function readOfPackage(use: PackageUse): SessionReadPlace[] {
  const { specifier, name, by, edge } = use;
  const entry = readerEntry(specifier, name, methodOf(use));
  const isNamed = !entry && entriesOf(specifier).length === 0 && NAMED.test(name);
  if (!entry && !isNamed) return [];
  const what = /^(?:default|\*)$/.test(name) ? specifier : `${name} of ${specifier}`;
  const place = { what, declaration: by, file: by.module.file, line: edge.line };
  return [entry ? { ...place, entry } : place];
}

/** The method that is called on what is imported. */
function methodOf({ by, edge }: PackageUse): string | undefined {
  const parent = by.module.parentOf(edge.node);
  return parent && isMember(parent) && parent.object === edge.node ? memberName(parent) : undefined;
}

/** Places where the request may be read, by declaration: the same for every page. */
const places = new WeakMap<Declaration, readonly t.Node[]>();

function readsOf(parts: RequestParts, declaration: Declaration): SessionReadPlace[] {
  let found = places.get(declaration);
  if (!found) {
    found = placesIn(declaration);
    places.set(declaration, found);
  }
  const { module } = declaration;
  const { file } = module;
  return found.flatMap((node) => {
    const what = whatIsRead(parts, declaration, node);
    return what ? [{ what, declaration, file, line: lineOf(node) }] : [];
  });
}

function placesIn(declaration: Declaration): t.Node[] {
  const found: t.Node[] = [];
  walk(declaration.node, (node) => {
    const name = isMember(node) ? memberName(node) : undefined;
    if (name !== undefined && (/^(?:cookies|headers)$/.test(name) || CHECKS.has(name))) {
      found.push(node);
    } else if (node.type === "Identifier" && /^(?:cookies|headers)$/.test(node.name)) {
      found.push(node);
    } else if (
      node.type === "ObjectProperty" &&
      /^(?:cookies|headers)$/.test(keyName(node) ?? "")
    ) {
      if (node.value.type === "Identifier") found.push(node.value);
      else if (node.value.type === "ObjectPattern") found.push(...node.value.properties);
    }
    return true;
  });
  return found;
}

function whatIsRead(
  parts: RequestParts,
  { module }: Declaration,
  node: t.Node,
): string | undefined {
  const name = isMember(node) ? memberName(node) : undefined;
  if (name !== undefined && CHECKS.has(name)) {
    const parent = module.parentOf(node);
    return parent?.type === "CallExpression" && parent.callee === node ? name : undefined;
  }
  if (node.type === "ObjectProperty") {
    const value = node.value.type === "AssignmentPattern" ? node.value.left : node.value;
    const holder = module.parentOf(module.parentOf(node) ?? node);
    const of = holder && keyName(holder);
    const key = keyName(node);
    if (value.type !== "Identifier" || !key) return undefined;
    if (of === "cookies") return "cookies of the request";
    return isCredential(key) ? `${key} of the request` : undefined;
  }
  const part = parts.of(module, node);
  if (part === "cookies") return "cookies of the request";
  if (part !== "headers") return undefined;
  const parent = module.parentOf(node);
  if (parent && isMember(parent) && parent.object === node) {
    const header = memberName(parent);
    if (header === undefined) return "headers of the request";
    if (header === "get") return headerOfCall(module.parentOf(parent));
    return isCredential(header) ? `${header} of the request` : undefined;
  }
  if (parent?.type === "VariableDeclarator" && parent.id.type === "ObjectPattern") {
    const key = parent.id.properties.map((property) => keyName(property)).find(isCredential);
    return key && `${key} of the request`;
  }
  return parent?.type === "VariableDeclarator" ? undefined : "headers of the request";
}

function headerOfCall(call: t.Node | undefined): string | undefined {
  const [name] = call?.type === "CallExpression" ? call.arguments : [];
  if (name?.type !== "StringLiteral") return "headers of the request";
  return isCredential(name.value) ? `${name.value} of the request` : undefined;
}

function isCredential(header: string | undefined): header is string {
  return header !== undefined && /^(?:cookie|authorization)$/i.test(header);
}

function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === "MemberExpression" || node.type === "OptionalMemberExpression";
}

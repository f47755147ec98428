import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { folderOf, specifierTo } from "../editing/specifiers.ts";
import { NotUnderstood, type Obstacle, understood } from "../finding.ts";
import { importedName } from "../syntax/imports.ts";
import { lineOf, type ParsedModule, parseModule, rangeOf, textOf } from "../syntax/parse.ts";
import { keyName, memberName, walk } from "../syntax/walk.ts";

/** The generated modules that work in both routers: paths without extension, from one root. */
export interface CompatModules {
  readonly router: string;
  readonly head: string;
  /** `withAppShell`, which renders `_app` around a page of app/. */
  readonly appShell: string;
  /** `withPageRouter`, which gives a page of app/ the router where `_app` was rewritten. */
  readonly pageRouter: string;
  /** Whether `history.pushState` is seen by next/navigation, as it is from Next 14.1 on. */
  readonly knowsShallow: boolean;
}

/** What the router module exports besides types. */
const ROUTER_EXPORTS = new Set(["default", "useRouter", "withRouter", "Router"]);
const ROUTER_TYPES = new Set(["NextRouter", "SingletonRouter"]);

/**
 * Edits that take a module from `next/router` and `next/head` to the modules that work in both
 * routers. Imports of types alone stay.
 * @param folder folder that the text is going to stand in
 * @throws NotUnderstood at the first use that those modules cannot serve
 */
export function repointToCompat(
  module: ParsedModule,
  compat: CompatModules,
  folder = folderOf(module.path),
): Edit[] {
  refuseLinkPatterns(module);
  return [
    ...repointImport(module, "next/router", specifierTo(folder, compat.router), compat),
    ...repointImport(module, "next/head", specifierTo(folder, compat.head), compat),
  ];
}

/** {@link repointToCompat} for the router alone, where the layout writes the head. */
export function repointRouter(
  module: ParsedModule,
  compat: CompatModules,
  folder = folderOf(module.path),
): Edit[] {
  refuseLinkPatterns(module);
  return repointImport(module, "next/router", specifierTo(folder, compat.router), compat);
}

/** {@link repointToCompat} for a component file, which stays where it is. */
export function repointComponent(
  path: string,
  text: string,
  compat: CompatModules,
): readonly Edit[] | Obstacle {
  if (!/["']next\/(router|head|link)["']/.test(text)) return [];
  return understood(() => repointToCompat(parseModule(path, text), compat));
}

/** {@link repointRouter} for a component file, which stays where it is. */
export function repointComponentRouter(
  path: string,
  text: string,
  compat: CompatModules,
): readonly Edit[] | Obstacle {
  return understood(() => repointRouter(parseModule(path, text), compat));
}

function repointImport(
  module: ParsedModule,
  source: "next/router" | "next/head",
  target: string,
  compat: CompatModules,
): Edit[] {
  const edits: Edit[] = [];
  let known = 0;
  for (const statement of module.program.body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== source) continue;
    known += 1;
    if (statement.importKind === "type") continue;
    for (const specifier of statement.specifiers) checkSpecifier(source, specifier);
    const [start, end] = rangeOf(statement.source);
    edits.push({ start: start + 1, end: end - 1, text: target });
  }
  refuseOtherReferences(module, source, known);
  if (edits.length === 0) return [];
  if (source === "next/router") refuseRouterUses(module, compat);
  else refuseHeadUses(module);
  return edits;
}

function checkSpecifier(
  source: string,
  specifier: t.ImportDeclaration["specifiers"][number],
): void {
  const name = importedName(specifier);
  const isKnown =
    source === "next/head"
      ? name === "default"
      : ROUTER_EXPORTS.has(name) || ROUTER_TYPES.has(name);
  if (isKnown) return;
  throw new NotUnderstood(
    source === "next/head" ? "head-import" : "router-import",
    `\`${specifier.local.name}\` of ${source} has no equal that works in both routers.`,
    lineOf(specifier),
  );
}

/** `require`, `import()` and re-exports of a module that is about to be replaced. */
function refuseOtherReferences(module: ParsedModule, source: string, known: number): void {
  let count = 0;
  let last: t.Node | undefined;
  walk(module.program, (node, ancestors) => {
    if (node.type !== "StringLiteral" || node.value !== source) return true;
    // `import("next/router").NextRouter` in a type
    if (ancestors.some(({ type }) => type === "TSImportType")) return true;
    count += 1;
    if (ancestors.at(-1)?.type !== "ImportDeclaration") last = node;
    return true;
  });
  if (count === known || !last) return;
  const code = source === "next/head" ? "head-import" : "router-import";
  throw new NotUnderstood(code, `${source} is imported in an unusual way.`, lineOf(last));
}

/**
 * Refuses what a router in app/ cannot do, wherever it comes from.
 * @throws NotUnderstood at the first such use
 */
export function refuseRouterUses(
  module: ParsedModule,
  { knowsShallow }: Pick<CompatModules, "knowsShallow">,
): void {
  walk(module.program, (node) => {
    if (node.type === "Identifier" && node.name === "beforePopState") {
      throw new NotUnderstood(
        "router-before-pop-state",
        "The App Router asks nobody before it goes back, so `beforePopState` would do nothing.",
        lineOf(node),
      );
    }
    if (node.type === "ObjectProperty" && keyName(node) === "shallow" && !knowsShallow) {
      throw new NotUnderstood(
        "router-shallow",
        "A shallow change of the address works in the App Router from Next 14.1 on.",
        lineOf(node),
      );
    }
    if (node.type === "CallExpression") refuseMask(module, node);
    return true;
  });
}

/** `push(url, as)` with two different addresses: the App Router renders what it shows. */
function refuseMask(module: ParsedModule, call: t.CallExpression): void {
  const { callee } = call;
  const isMember = callee.type === "MemberExpression";
  const name = isMember ? memberName(callee) : callee.type === "Identifier" ? callee.name : "";
  if (name !== "push" && name !== "replace") return;
  if (isMember && !/router/i.test(textOf(module, callee.object))) return;
  const [url, as] = call.arguments;
  if (!url || !as || call.arguments.some(({ type }) => type === "SpreadElement")) return;
  if (as.type === "NullLiteral" || (as.type === "Identifier" && as.name === "undefined")) return;
  const text = textOf(module, url);
  if (text === textOf(module, as) || /\[\w/.test(text)) return;
  throw new NotUnderstood(
    "router-mask",
    `\`${name}\` shows another address than the one it goes to, which the App Router cannot.`,
    lineOf(call),
  );
}

/** `<Link href={{ pathname: "/posts/[id]", … }}>`: in app/ nothing is put in place of `[id]`. */
function refuseLinkPatterns(module: ParsedModule): void {
  if (!/["']next\/link["']/.test(module.text)) return;
  walk(module.program, (node) => {
    if (node.type !== "JSXOpeningElement") return true;
    const attribute = (name: string): t.JSXAttribute | undefined =>
      node.attributes.find(
        (part): part is t.JSXAttribute => part.type === "JSXAttribute" && part.name.name === name,
      );
    const href = attribute("href");
    if (!href || attribute("as") || !/["'`][^"'`]*\/\[\w[^"'`]*["'`]/.test(textOf(module, href)))
      return true;
    throw new NotUnderstood(
      "link-pattern",
      "This link names a route with `[…]` in it, which a link in app/ does not fill in.",
      lineOf(href),
    );
  });
}

/** A component inside `<Head>` is not looked into, by Next neither. */
function refuseHeadUses(module: ParsedModule): void {
  const local = module.program.body.flatMap((statement) =>
    statement.type === "ImportDeclaration" && statement.source.value === "next/head"
      ? statement.specifiers.map((specifier) => specifier.local.name)
      : [],
  );
  walk(module.program, (node) => {
    if (node.type !== "JSXElement" || !local.includes(tagOf(node))) return true;
    for (const child of node.children) {
      const tag = child.type === "JSXElement" ? tagOf(child) : "";
      if (!/^[A-Z]|\./.test(tag) || /^(React\.)?Fragment$/.test(tag)) continue;
      throw new NotUnderstood(
        "head-component",
        `<${tag}> stands inside a <Head>, which holds plain tags only.`,
        lineOf(child),
      );
    }
    return true;
  });
}

function tagOf({ openingElement: { name } }: t.JSXElement): string {
  if (name.type === "JSXIdentifier") return name.name;
  return name.type === "JSXMemberExpression" && name.object.type === "JSXIdentifier"
    ? `${name.object.name}.${name.property.name}`
    : "";
}

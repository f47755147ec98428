import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { importedAs } from "../syntax/imports.ts";
import { lineOf, parseModule } from "../syntax/parse.ts";
import { resolveScopes, type Scopes } from "../syntax/scopes.ts";
import { bare, isFunction, memberName, walk } from "../syntax/walk.ts";
import { isKnownWrapper } from "./known-wrappers.ts";

/** Gives the text of the project's file that a specifier means in another file. */
export type ReadModule = (
  from: string,
  specifier: string,
) => { readonly path: string; readonly text: string } | undefined;

const DEEPEST = 6;

/**
 * Checks that an element is always rendered by the function around it: nothing above it decides,
 * and every component above it renders its children at once.
 * @param ancestors of the element, outermost first
 * @throws NotUnderstood where something may hold it back
 */
export function checkAlwaysRendered(
  module: { readonly path: string; readonly scopes: Scopes },
  ancestors: readonly t.Node[],
  element: t.Node,
  read: ReadModule,
  layouts: ReadonlySet<string> = new Set(),
  depth = 0,
): void {
  let child = element;
  for (let index = ancestors.length - 1; index >= 0; index -= 1) {
    const node = ancestors[index] as t.Node;
    if (node.type === "ReturnStatement" || node.type === "ArrowFunctionExpression") return;
    if (node.type === "JSXElement") checkTag(module, node, read, depth);
    else if (node.type === "CallExpression") {
      const isLayout = node.callee.type === "Identifier" && layouts.has(node.callee.name);
      if (!isLayout || node.arguments[0] !== child) throw heldBack(node, "a call");
    } else if (
      node.type !== "JSXFragment" &&
      node.type !== "JSXExpressionContainer" &&
      bare(node) === node
    ) {
      throw heldBack(node, "a condition or a function");
    }
    child = node;
  }
}

function checkTag(
  module: { readonly path: string; readonly scopes: Scopes },
  element: t.JSXElement,
  read: ReadModule,
  depth: number,
): void {
  const tag = element.openingElement.name;
  if (tag.type !== "JSXIdentifier") throw heldBack(element, "a component that is not known");
  if (/^[a-z]/.test(tag.name)) return;
  const origin = importedAs(module.scopes, tag);
  if (!origin) throw heldBack(element, `<${tag.name}>, which is declared in the same file`);
  if (isKnownWrapper(origin.module, origin.imported)) return;
  const file = read(module.path, origin.module);
  if (!file) throw heldBack(element, `<${tag.name}> of ${origin.module}, which is not known`);
  if (depth >= DEEPEST || !rendersChildren(file, origin.imported, read, depth + 1)) {
    throw heldBack(element, `<${tag.name}>, which may not render its children at once`);
  }
}

/** Whether a component of the project renders its children in every case. */
function rendersChildren(
  file: { readonly path: string; readonly text: string },
  name: string,
  read: ReadModule,
  depth: number,
): boolean {
  try {
    const parsed = parseModule(file.path, file.text);
    const fn = exportedFunction(parsed.program, name);
    if (!fn || returnsIn(fn) !== 1) return false;
    const scopes = resolveScopes(parsed.program);
    let found = false;
    walk(fn, (node, ancestors) => {
      if (!isChildren(node)) return true;
      const holder = ancestors.at(-1);
      if (holder?.type !== "JSXExpressionContainer" || ancestors.at(-2)?.type === "JSXAttribute") {
        return true;
      }
      checkAlwaysRendered({ path: file.path, scopes }, ancestors, node, read, new Set(), depth);
      found = true;
      return true;
    });
    return found;
  } catch (error) {
    if (error instanceof NotUnderstood) return false;
    throw error;
  }
}

function isChildren(node: t.Node): boolean {
  if (node.type === "Identifier") return node.name === "children";
  return node.type === "MemberExpression" && memberName(node) === "children";
}

/** The function that a module exports under a name, in the forms that components have. */
export function exportedFunction(program: t.Program, name: string): t.Function | undefined {
  let local = name === "default" ? undefined : name;
  for (const statement of program.body) {
    if (statement.type === "ExportDefaultDeclaration" && name === "default") {
      const value = bare(statement.declaration);
      if (isFunction(value)) return value;
      if (value.type === "Identifier") local = value.name;
    }
    if (statement.type !== "ExportNamedDeclaration" || statement.source) continue;
    for (const specifier of statement.specifiers) {
      const { exported } = specifier;
      const as = exported.type === "Identifier" ? exported.name : exported.value;
      if (specifier.type === "ExportSpecifier" && as === name) local = specifier.local.name;
    }
  }
  return local === undefined ? undefined : declaredFunction(program, local);
}

function declaredFunction(program: t.Program, name: string): t.Function | undefined {
  for (const statement of program.body) {
    const declaration = "declaration" in statement ? statement.declaration : statement;
    if (declaration?.type === "FunctionDeclaration" && declaration.id?.name === name) {
      return declaration;
    }
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type !== "Identifier" || id.name !== name || !init) continue;
      const value = bare(init);
      return isFunction(value) ? value : undefined;
    }
  }
  return undefined;
}

/** How many ways out a function has, inner functions apart. */
export function returnsIn(fn: t.Function): number {
  if (fn.body.type !== "BlockStatement") return 1;
  let count = 0;
  walk(fn.body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "ReturnStatement") count += 1;
    return true;
  });
  return count;
}

function heldBack(node: t.Node, what: string): NotUnderstood {
  return new NotUnderstood(
    "shell-holds-back",
    `The page stands below ${what}: a redirect of the page might reach the browser as a 200.`,
    lineOf(node),
  );
}

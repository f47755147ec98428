import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { lineOf, type ParsedModule } from "../syntax/parse.ts";
import { bare, isFunction, keyName, walk } from "../syntax/walk.ts";
import { returnsIn } from "./renders-children.ts";

/** The component that `_document` exports: a function, or the `render` of a class. */
export interface DocumentComponent {
  readonly fn: t.Function;
  readonly html: t.JSXElement;
  /** The statements before it renders. */
  readonly statements: readonly t.Statement[];
}

/** @throws NotUnderstood where it is made by a call, or decides what it renders */
export function documentComponent({ program }: ParsedModule): DocumentComponent {
  const exported = program.body.find((statement) => statement.type === "ExportDefaultDeclaration");
  const value = exported && bare(exported.declaration);
  const own = value?.type === "Identifier" ? declared(program, value.name) : value;
  const fn = own && (isFunction(own) ? own : renderOf(own));
  if (!fn) throw unknownForm(exported ?? program);
  if (fn.async || returnsIn(fn) !== 1) throw unknownForm(fn);
  const html = returned(fn);
  if (html?.type !== "JSXElement" || !isNamedHtml(html)) throw unknownForm(fn);
  const statements =
    fn.body.type === "BlockStatement"
      ? fn.body.body.filter(({ type }) => type !== "ReturnStatement")
      : [];
  return { fn, html, statements };
}

function declared(program: t.Program, name: string): t.Node | undefined {
  for (const statement of program.body) {
    const isNamed = "id" in statement && statement.id?.type === "Identifier";
    if (isNamed && statement.id?.type === "Identifier" && statement.id.name === name) {
      return statement;
    }
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations) {
      if (id.type === "Identifier" && id.name === name && init) return bare(init);
    }
  }
  return undefined;
}

function renderOf(node: t.Node): t.ClassMethod | undefined {
  if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") return undefined;
  let render: t.ClassMethod | undefined;
  for (const member of node.body.body) {
    const name = keyName(member);
    const isStatic = "static" in member && member.static === true;
    if (member.type === "ClassMethod" && name === "render") render = member;
    // getInitialProps is looked at by itself; a constructor or a method may do anything
    else if (!isStatic) throw unknownForm(member);
  }
  return render;
}

function returned(fn: t.Function): t.Node | undefined {
  if (fn.body.type !== "BlockStatement") return bare(fn.body);
  const last = fn.body.body.at(-1);
  return last?.type === "ReturnStatement" && last.argument ? bare(last.argument) : undefined;
}

function isNamedHtml(element: t.JSXElement): boolean {
  let count = 0;
  walk(element, (node) => {
    const isHtml =
      node.type === "JSXOpeningElement" &&
      node.name.type === "JSXIdentifier" &&
      node.name.name === "Html";
    if (isHtml) count += 1;
    return true;
  });
  const { name } = element.openingElement;
  return count === 1 && name.type === "JSXIdentifier" && name.name === "Html";
}

function unknownForm(at: t.Node): NotUnderstood {
  return new NotUnderstood(
    "document-form",
    "_document is no component that always renders one <Html>.",
    lineOf(at),
  );
}

import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { lineOf, type ParsedModule, parseModule, textOf } from "../syntax/parse.ts";
import { keyName, walk } from "../syntax/walk.ts";
import { isStatic } from "./app-head.ts";

/** What `_document` says about the page around every page, as JSX text. */
export interface DocumentShell {
  /** Attributes of `<html>` and `<body>`, with a leading space where there are any. */
  readonly html: string;
  readonly body: string;
  /** Elements for `<head>`. */
  readonly head: readonly string[];
}

/** A project without `_document`. */
export const plainDocument: DocumentShell = { html: "", body: "", head: [] };

/**
 * Reads `_document`.
 * @throws NotUnderstood when it does more than name attributes and static tags
 */
export function readDocument(path: string, text: string): DocumentShell {
  const module = parseModule(path, text);
  refuseInitialProps(module);
  const [html, ...others] = elementsNamed(module, "Html");
  if (!html || others.length > 0) {
    throw new NotUnderstood("document-form", "_document renders no single <Html>.", 1);
  }
  const parts = { html: attributesOf(module, html), body: "", head: [] as string[] };
  for (const child of meaningful(html)) {
    const name = nameOf(child);
    if (name === "Head") parts.head.push(...headOf(module, child));
    else if (name === "body") {
      parts.body = attributesOf(module, child);
      checkBody(child);
    } else throw unknownPart(child);
  }
  return parts;
}

function refuseInitialProps(module: ParsedModule): void {
  walk(module.program, (node) => {
    const isMethod = node.type === "ClassMethod" || node.type === "ClassProperty";
    const assigned =
      node.type === "AssignmentExpression" &&
      node.left.type === "MemberExpression" &&
      node.left.property.type === "Identifier" &&
      node.left.property.name === "getInitialProps";
    if (assigned || (isMethod && keyName(node) === "getInitialProps")) {
      throw new NotUnderstood(
        "document-initial-props",
        "_document has getInitialProps, which collects styles or data that the App Router collects otherwise.",
        lineOf(node),
      );
    }
    return true;
  });
}

function elementsNamed(module: ParsedModule, name: string): t.JSXElement[] {
  const found: t.JSXElement[] = [];
  walk(module.program, (node) => {
    if (node.type === "JSXElement" && nameOf(node) === name) found.push(node);
    return true;
  });
  return found;
}

function attributesOf(module: ParsedModule, element: t.JSXElement): string {
  const { attributes } = element.openingElement;
  for (const attribute of attributes) {
    if (attribute.type === "JSXAttribute" && isStatic(attribute)) continue;
    throw new NotUnderstood(
      "document-form",
      "An attribute in _document is not static.",
      lineOf(attribute),
    );
  }
  return attributes.map((attribute) => ` ${textOf(module, attribute)}`).join("");
}

function headOf(module: ParsedModule, head: t.JSXElement): string[] {
  return meaningful(head).map((child) => {
    const name = nameOf(child);
    const known = name === "link" || name === "meta" || name === "style" || name === "script";
    if (!known || !isStatic(child)) throw unknownPart(child);
    return textOf(module, child);
  });
}

function checkBody(body: t.JSXElement): void {
  const names = meaningful(body).map((child) => {
    const name = nameOf(child);
    if (name !== "Main" && name !== "NextScript") throw unknownPart(child);
    return name;
  });
  if (!names.includes("Main")) throw unknownPart(body);
}

function meaningful(element: t.JSXElement): t.JSXElement[] {
  return element.children.flatMap((child) => {
    if (child.type === "JSXText" && child.value.trim() === "") return [];
    const isComment =
      child.type === "JSXExpressionContainer" && child.expression.type === "JSXEmptyExpression";
    if (isComment) return [];
    if (child.type !== "JSXElement") throw unknownPart(child);
    return [child];
  });
}

function nameOf(element: t.JSXElement): string {
  const { name } = element.openingElement;
  return name.type === "JSXIdentifier" ? name.name : "";
}

function unknownPart(at: t.Node): NotUnderstood {
  return new NotUnderstood(
    "document-form",
    "_document holds something that a layout would not do the same way.",
    lineOf(at),
  );
}

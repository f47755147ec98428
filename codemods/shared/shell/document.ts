import type * as t from "@babel/types";
import { type Edit, editedSlice } from "../editing/edits.ts";
import { wholeLines } from "../editing/statements.ts";
import { NotUnderstood } from "../finding.ts";
import { staticAttributes } from "../head/tags.ts";
import { lineOf, type ParsedModule, parseModule, rangeOf, textOf } from "../syntax/parse.ts";
import { resolveScopes } from "../syntax/scopes.ts";
import { walk } from "../syntax/walk.ts";
import { standardViewport } from "./app-head.ts";
import { type CarriedCode, DocumentCode } from "./document-code.ts";
import { type DocumentComponent, documentComponent } from "./document-component.ts";
import { type CollectedStyles, collectedStyles } from "./document-styles.ts";
import type { ReadModule } from "./renders-children.ts";

/** What `_document` says about the page around every page, as JSX text. */
export interface DocumentShell {
  /** Attributes of `<html>`, `<head>` and `<body>`, with a leading space where there are any. */
  readonly html: string;
  readonly headAttributes: string;
  readonly body: string;
  /** Elements for `<head>`. */
  readonly head: readonly string[];
  /** What stands in `<body>`, with {@link PAGE} in one of them. */
  readonly content: readonly string[];
  /** Content of a viewport meta other than the one that Next gives. */
  readonly viewport?: string;
  /** What the expressions above need. */
  readonly carried: CarriedCode;
  /** The library whose styles it collects, where it does. */
  readonly styles?: CollectedStyles;
}

/** Where the page goes. */
export const PAGE = "<Main />";

/** A project without `_document`. */
export const plainDocument: DocumentShell = {
  html: "",
  headAttributes: "",
  body: "",
  head: [],
  content: [PAGE],
  carried: { imports: () => [], specifiers: [], statements: [], locals: [] },
};

/** Plain tags that may stand in a head, and those that browsers move there from below `<html>`. */
const HEAD_TAGS = new Set(["link", "meta", "style", "script", "noscript", "base", "template"]);
const MOVED_TAGS = new Set(["link", "meta", "style", "script"]);

/**
 * Reads `_document`.
 * @param read gives the files of the project that it imports
 * @throws NotUnderstood when it does what a root layout would not do the same way
 */
export function readDocument(
  path: string,
  text: string,
  read: ReadModule = () => undefined,
): DocumentShell {
  const module = parseModule(path, text);
  return new DocumentReader(module, read).shell();
}

class DocumentReader {
  readonly #module: ParsedModule;
  readonly #component: DocumentComponent;
  readonly #styles: CollectedStyles | undefined;
  readonly #code: DocumentCode;
  readonly #head: string[] = [];
  #viewport: string | undefined;

  constructor(module: ParsedModule, read: ReadModule) {
    this.#module = module;
    const scopes = resolveScopes(module.program);
    this.#styles = collectedStyles(module, scopes);
    this.#component = documentComponent(module);
    this.#code = new DocumentCode(module, scopes, this.#component, read);
  }

  shell(): DocumentShell {
    const { html } = this.#component;
    const found = { headAttributes: "", body: "", content: [] as string[] };
    for (const child of meaningful(html)) {
      if (child.type !== "JSXElement") throw unknownPart(child);
      const name = nameOf(child);
      if (name === "Head") {
        found.headAttributes = this.#attributes(child, /^(nonce|crossOrigin)$/);
        for (const part of meaningful(child)) this.#headPart(part);
      } else if (name === "body") {
        found.body = this.#attributes(child);
        found.content = this.#content(child);
      } else if (MOVED_TAGS.has(name)) this.#headPart(child);
      else throw unknownPart(child);
    }
    const attributes = this.#attributes(html);
    return {
      html: attributes,
      ...found,
      head: this.#head,
      ...(this.#viewport === undefined ? {} : { viewport: this.#viewport }),
      carried: this.#code.carried(),
      ...(this.#styles ? { styles: this.#styles } : {}),
    };
  }

  /** @param refused names of attributes that Next hands to its own scripts */
  #attributes(element: t.JSXElement, refused?: RegExp): string {
    const { attributes } = element.openingElement;
    for (const attribute of attributes) {
      const name = attribute.type === "JSXAttribute" ? attribute.name.name : undefined;
      if (typeof name === "string" && refused?.test(name)) {
        throw new NotUnderstood(
          "document-form",
          `\`${name}\` in _document is for the scripts of Next, which app/ writes by itself.`,
          lineOf(attribute),
        );
      }
      this.#code.take(attribute);
    }
    return attributes.map((attribute) => ` ${textOf(this.#module, attribute)}`).join("");
  }

  #headPart(child: Child): void {
    if (this.#styles && isStyleTag(this.#module, child, this.#styles)) {
      this.#head.push(...this.#styles.head);
      return;
    }
    if (child.type === "JSXElement" && nameOf(child) === "meta") {
      const attributes = staticAttributes(child.openingElement);
      // Next gives the charset itself
      if (attributes.has("charSet")) return;
      const content = attributes.get("content");
      if (attributes.get("name") === "viewport" && content !== undefined) {
        this.#viewport = standardViewport(content) ? undefined : content;
        return;
      }
    }
    walk(child, (node) => {
      if (node.type !== "JSXElement") return true;
      const name = nameOf(node);
      if (/^[a-z]/.test(name) && !HEAD_TAGS.has(name)) throw unknownPart(node);
      return true;
    });
    this.#code.take(child);
    this.#head.push(textOf(this.#module, child));
  }

  /** The children of `<body>`: below plain elements, `<Main />` is where the page goes. */
  #content(body: t.JSXElement): string[] {
    const edits: Edit[] = [];
    let pages = 0;
    const visit = (child: Child, parent: t.JSXElement): void => {
      const name = child.type === "JSXElement" ? nameOf(child) : "";
      if (child.type === "JSXElement" && (name === "Main" || name === "NextScript")) {
        if (name === "Main") pages += 1;
        else this.#attributes(child, /./);
        const isPage = name === "Main";
        const isNested = !isPage && parent !== body;
        const range = rangeOf(child);
        const [start, end] = isNested ? wholeLines(this.#module.text, range) : range;
        edits.push({ start, end, text: isPage ? PAGE : "" });
      } else if (child.type === "JSXElement" && /^[a-z]/.test(name) && holdsPage(child)) {
        this.#code.take(child.openingElement);
        for (const inner of meaningful(child)) visit(inner, child);
      } else this.#code.take(child);
    };
    const children = meaningful(body);
    for (const child of children) visit(child, body);
    if (pages !== 1) throw unknownPart(body);
    return children
      .map((child) => editedSlice(this.#module.text, edits, rangeOf(child)))
      .filter((text) => text !== "");
  }
}

type Child = t.JSXElement | t.JSXExpressionContainer | t.JSXFragment;

/** `{styles}`, `<DocumentHeadTags …/>`: what writes the styles that were collected. */
function isStyleTag(module: ParsedModule, child: Child, { written }: CollectedStyles): boolean {
  return written.test(textOf(module, child).replace(/\s+/g, ""));
}

function holdsPage(element: t.JSXElement): boolean {
  let found = false;
  walk(element, (node) => {
    found ||= node.type === "JSXElement" && /^(Main|NextScript)$/.test(nameOf(node));
    return !found;
  });
  return found;
}

function meaningful(element: t.JSXElement): Child[] {
  return element.children.flatMap((child): Child[] => {
    if (child.type === "JSXText" && child.value.trim() === "") return [];
    if (child.type === "JSXExpressionContainer") {
      const { type } = child.expression;
      const isNothing = type === "JSXEmptyExpression" || type === "StringLiteral";
      return isNothing && textIsBlank(child) ? [] : [child];
    }
    if (child.type !== "JSXElement" && child.type !== "JSXFragment") throw unknownPart(child);
    return [child];
  });
}

/** A comment, or `{" "}`. */
function textIsBlank({ expression }: t.JSXExpressionContainer): boolean {
  return expression.type !== "StringLiteral" || expression.value.trim() === "";
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

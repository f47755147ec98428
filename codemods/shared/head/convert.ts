import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { wholeLines } from "../editing/statements.ts";
import { NotUnderstood } from "../finding.ts";
import { lineOf, type ParsedModule, rangeOf } from "../syntax/parse.ts";
import { isFunction, walk } from "../syntax/walk.ts";
import { type HeadTag, headTag } from "./tags.ts";

/** What becomes of the `next/head` of a page. */
export interface ConvertedHead {
  readonly edits: readonly Edit[];
  /** Field of `metadata` → text. Empty where the head stays with the component. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** Whether a module names `next/head` at all. */
export function usesNextHead(text: string): boolean {
  return /["']next\/head["']/.test(text);
}

/** Metas that Next adds by itself, so that they may go. */
const GIVEN_BY_NEXT: Readonly<Record<string, string>> = {
  viewport: "width=device-width,initial-scale=1",
};

/** Names of metas that `metadata` has a field of its own for. */
const FIELDS = new Set(["description", "keywords", "generator", "creator", "publisher"]);

/**
 * Takes the `<Head>` elements of a page apart: a static head becomes `metadata`; from React 19 the
 * tags of another one are left to React, which hoists them.
 * @throws NotUnderstood when neither keeps what the head said
 */
export function convertHead(
  module: ParsedModule,
  { nextMajor, shellHasTitle }: { nextMajor: number; shellHasTitle: boolean },
): ConvertedHead {
  const statement = module.program.body.find(
    (node) => node.type === "ImportDeclaration" && node.source.value === "next/head",
  );
  if (statement?.type !== "ImportDeclaration") return { edits: [], metadata: new Map() };
  const [specifier] = statement.specifiers;
  if (specifier?.type !== "ImportDefaultSpecifier" || statement.specifiers.length > 1) {
    throw new NotUnderstood("head-import", "next/head is imported unusually.", lineOf(statement));
  }
  const heads = findHeads(module, specifier.local.name);
  const [start, end] = wholeLines(module.text, rangeOf(statement));
  const removal: Edit = { start, end, text: "" };
  const asMetadata = heads.length === 1 && heads[0] ? metadataOf(heads[0]) : undefined;
  if (asMetadata && heads[0]) {
    const [from, to] = wholeLines(module.text, rangeOf(heads[0].element));
    return { edits: [removal, { start: from, end: to, text: "" }], metadata: asMetadata };
  }
  const edits = [removal];
  for (const { element } of heads) edits.push(...hoisted(element, nextMajor, shellHasTitle));
  return { edits, metadata: new Map() };
}

interface FoundHead {
  readonly element: t.JSXElement;
  readonly tags: readonly HeadTag[];
  /** It stands once, unconditionally, inside the one return of its function, beside other elements. */
  readonly always: boolean;
}

function findHeads(module: ParsedModule, name: string): FoundHead[] {
  const heads: FoundHead[] = [];
  walk(module.program, (node, ancestors) => {
    if (node.type !== "JSXElement" || !isNamed(node, name)) return true;
    const tags = node.children.flatMap((child) => {
      if (child.type === "JSXText" && child.value.trim() === "") return [];
      return [headTag(child)];
    });
    heads.push({ element: node, tags, always: standsAlways(ancestors) });
    return false;
  });
  return heads;
}

/** The head as fields of `metadata`; undefined where it is not static. */
function metadataOf({ tags, always }: FoundHead): Map<string, string> | undefined {
  if (!always) return undefined;
  const fields = new Map<string, string>();
  for (const tag of tags) {
    if (tag.kind === "title" && tag.text !== undefined) fields.set("title", tag.text);
    else if (tag.kind === "meta" && tag.name && FIELDS.has(tag.name) && tag.content !== undefined) {
      fields.set(tag.name, tag.content);
    } else if (!isGivenByNext(tag)) return undefined;
  }
  return fields;
}

function isGivenByNext(tag: HeadTag): boolean {
  if (tag.kind !== "meta") return false;
  if (tag.charset) return true;
  const given = tag.name && GIVEN_BY_NEXT[tag.name];
  return Boolean(given) && tag.content?.replace(/\s+/g, "") === given;
}

/** `<Head>` becomes a fragment, and React 19 hoists what is in it. */
function hoisted(element: t.JSXElement, nextMajor: number, shellHasTitle: boolean): Edit[] {
  if (nextMajor < 15) {
    throw new NotUnderstood(
      "head-dynamic",
      "This <Head> is not static, and before React 19 (Next 15) a component cannot set the head.",
      lineOf(element),
    );
  }
  for (const child of element.children) {
    if (child.type === "JSXText" && child.value.trim() === "") continue;
    const tag = headTag(child);
    const isTitle = tag.kind === "title";
    if (tag.kind === "other" || (isTitle && (shellHasTitle || !tag.single))) {
      throw new NotUnderstood(
        "head-dynamic",
        isTitle
          ? "The <title> is not static, and cannot be hoisted as it is."
          : "This <Head> holds more than titles, metas and links.",
        lineOf(child),
      );
    }
  }
  const opening = rangeOf(element.openingElement);
  if (!element.closingElement) return [{ start: opening[0], end: opening[1], text: "<></>" }];
  const closing = rangeOf(element.closingElement);
  return [
    { start: opening[0], end: opening[1], text: "<>" },
    { start: closing[0], end: closing[1], text: "</>" },
  ];
}

function standsAlways(ancestors: readonly t.Node[]): boolean {
  let index = ancestors.length - 1;
  let elements = 0;
  while (ancestors[index]?.type === "JSXElement" || ancestors[index]?.type === "JSXFragment") {
    index -= 1;
    elements += 1;
  }
  if (elements === 0) return false;
  const holder = ancestors[index];
  if (holder?.type === "ArrowFunctionExpression")
    return ancestors[index - 1]?.type !== "CallExpression";
  if (holder?.type !== "ReturnStatement") return false;
  const block = ancestors[index - 1];
  const fn = ancestors[index - 2];
  return (
    block?.type === "BlockStatement" && Boolean(fn && isFunction(fn)) && returnsOf(block) === 1
  );
}

function returnsOf(block: t.Node): number {
  let count = 0;
  walk(block, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "ReturnStatement") count += 1;
    return true;
  });
  return count;
}

function isNamed(element: t.JSXElement, name: string): boolean {
  const tag = element.openingElement.name;
  return tag.type === "JSXIdentifier" && tag.name === name;
}

import type * as t from "@babel/types";
import { wholeLines } from "../editing/statements.ts";
import { NotUnderstood } from "../finding.ts";
import { headTag } from "../head/tags.ts";
import { lineOf, type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";
import type { Scopes } from "../syntax/scopes.ts";
import { walk } from "../syntax/walk.ts";

/** What a head says for every page. */
export interface AppHead {
  readonly title: string | undefined;
  /** Other fields of `metadata`. */
  readonly fields: ReadonlyMap<string, string>;
  /** Links and metas, as JSX text. */
  readonly tags: readonly string[];
  /** Content of a viewport meta other than the one that Next gives. */
  readonly viewport: string | undefined;
  /** Ranges of the `<Head>` elements, and of its import. */
  readonly removed: readonly (readonly [number, number])[];
}

/**
 * Reads the `<Head>` of `_app`, all of whose tags have to be static.
 * @throws NotUnderstood for a tag that is not
 */
export function headOfApp(module: ParsedModule, scopes: Scopes): AppHead {
  const local = [...scopes.imports].find(([, origin]) => origin.module === "next/head")?.[0];
  const fields = new Map<string, string>();
  const tags: string[] = [];
  const removed: (readonly [number, number])[] = [];
  let title: string | undefined;
  let viewport: string | undefined;
  if (local === undefined) return { title, fields, tags, viewport, removed };
  walk(module.program, (node) => {
    if (node.type === "ImportDeclaration" && node.source.value === "next/head") {
      removed.push(wholeLines(module.text, rangeOf(node)));
    }
    if (node.type !== "JSXElement" || !isNamed(node, local)) return true;
    for (const child of node.children) {
      if (child.type === "JSXText" && child.value.trim() === "") continue;
      const tag = headTag(child);
      const { name } = tag;
      if (tag.kind === "title" && tag.text !== undefined) title = tag.text;
      else if (tag.charset) continue;
      else if (tag.kind === "meta" && name === "viewport" && tag.content !== undefined) {
        viewport = standardViewport(tag.content) ? undefined : tag.content;
      } else if (tag.kind === "meta" && name === "description" && tag.content !== undefined) {
        fields.set("description", tag.content);
      } else if ((tag.kind === "meta" || tag.kind === "link") && isStatic(child)) {
        tags.push(textOf(module, child));
      } else {
        throw new NotUnderstood(
          "app-head",
          "The <Head> of _app holds something that is not static.",
          lineOf(child),
        );
      }
    }
    removed.push(wholeLines(module.text, rangeOf(node)));
    return false;
  });
  return { title, fields, tags, viewport, removed };
}

/** Whether a piece of markup names nothing: plain elements with literal attributes. */
export function isStatic(node: t.Node): boolean {
  let isPlain = true;
  walk(node, (inner) => {
    if (inner.type === "Identifier" || inner.type === "JSXSpreadAttribute") isPlain = false;
    if (inner.type === "JSXOpeningElement") {
      isPlain &&= inner.name.type === "JSXIdentifier" && /^[a-z]/.test(inner.name.name);
    }
    if (inner.type === "CallExpression" || inner.type === "JSXFragment") isPlain = false;
    return isPlain;
  });
  return isPlain;
}

/** Whether a viewport says what Next says by itself. */
export function standardViewport(content: string): boolean {
  const parts = new Set(content.split(",").map((part) => part.trim()));
  const only = ["width=device-width", "initial-scale=1", "initial-scale=1.0"];
  return parts.has("width=device-width") && [...parts].every((part) => only.includes(part));
}

function isNamed(element: t.JSXElement, name: string): boolean {
  const tag = element.openingElement.name;
  return tag.type === "JSXIdentifier" && tag.name === name;
}

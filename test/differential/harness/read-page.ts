import { type HTMLElement, type Node, NodeType, parse } from "node-html-parser";

/** Elements that stand in a line of text; all others begin and end one. */
const inline = new Set(
  "a abbr b bdi bdo button cite code data em i kbd label mark q s samp small span strong sub sup time u var".split(
    " ",
  ),
);

/** What a person, or a screen reader, gets of a page. */
export interface Readable {
  readonly title: string;
  readonly lang: string;
  readonly text: string;
  /** Targets of the links, in document order. */
  readonly links: readonly string[];
}

/** Reads an HTML document as a browser without JavaScript shows it. */
export function readPage(html: string): Readable {
  const root = parse(html);
  const title = root.querySelector("title")?.text ?? "";
  const lang = root.querySelector("html")?.getAttribute("lang") ?? "";
  const body = root.querySelector("body") ?? root;
  for (const unseen of body.querySelectorAll(
    "script, style, template, noscript, title, [hidden]",
  )) {
    unseen.remove();
  }
  const links = body.querySelectorAll("a[href]").map((link) => link.getAttribute("href") ?? "");
  return { title: squeeze(title), lang, text: squeeze(words(body)), links };
}

function words(node: Node): string {
  if (node.nodeType === NodeType.TEXT_NODE) return node.text;
  const inside = node.childNodes.map(words).join("");
  const name = (node as HTMLElement).rawTagName?.toLowerCase() ?? "";
  return inline.has(name) ? inside : ` ${inside} `;
}

/** White space as a browser shows it: one blank. */
export const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();

/** An HTML source without the comments that React puts between pieces of text. */
export const withoutComments = (html: string): string => html.replace(/<!--.*?-->/gs, "");

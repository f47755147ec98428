import { type HTMLElement, type Node, NodeType, parse } from "node-html-parser";

const unseen = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "HEAD"]);
const inline = /^(A|ABBR|B|CODE|EM|I|LABEL|SMALL|SPAN|STRONG|SUB|SUP|TIME|U)$/;

// Not <pre>, which the parser takes for text where it is not told otherwise.
const options = { blockTextElements: { script: true, style: true, noscript: true } };

/**
 * What a reader sees of a page, line by line: texts and the values of fields, in the order of the
 * page. Of JSON, its lines when it is laid out; of anything else, the lines that it has.
 */
export function visibleLines(body: string, type: string): string[] {
  if (/\bjson\b/.test(type)) return jsonLines(body);
  const text = /\bhtml\b/.test(type) ? textOf(parse(body, options)) : body;
  return text
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "");
}

function jsonLines(body: string): string[] {
  try {
    return JSON.stringify(JSON.parse(body), null, 1).split("\n");
  } catch {
    return body.split("\n");
  }
}

function textOf(node: Node): string {
  if (node.nodeType === NodeType.TEXT_NODE) return node.text;
  if (node.nodeType !== NodeType.ELEMENT_NODE) return "";
  const element = node as HTMLElement;
  if (unseen.has(element.tagName)) return "";
  const shown = element.tagName === "INPUT" ? fieldText(element) : "";
  const text = shown + element.childNodes.map(textOf).join("");
  return inline.test(element.tagName ?? "") ? text : `\n${text}\n`;
}

function fieldText(input: HTMLElement): string {
  return input.getAttribute("type") === "hidden" ? "" : (input.getAttribute("value") ?? "");
}

/** Where a page that was answered with 200 sends the browser on to, if it does. */
export function refreshTarget(body: string): string | undefined {
  const meta = parse(body, options)
    .querySelectorAll("meta")
    .find((element) => /^refresh$/i.test(element.getAttribute("http-equiv") ?? ""));
  return /url\s*=\s*['"]?([^'"]+)/i.exec(meta?.getAttribute("content") ?? "")?.[1];
}

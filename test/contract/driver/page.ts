import { type HTMLElement, parse } from "node-html-parser";
import type { Reply } from "./http.ts";

/** A form as a browser without JavaScript would send it. */
export interface Form {
  readonly action: URL;
  readonly method: string;
  readonly multipart: boolean;
  /** Names and values in document order, hidden fields and the submit button included. */
  readonly fields: readonly (readonly [string, string])[];
  /** What is written in the form and in the list item around it. */
  readonly text: string;
}

/** One HTML page, read as a browser without JavaScript reads it. */
export class Page {
  readonly reply: Reply;
  readonly #root: HTMLElement;

  constructor(reply: Reply) {
    this.reply = reply;
    this.#root = parse(reply.text);
  }

  get url(): URL {
    return this.reply.url;
  }

  get status(): number {
    return this.reply.status;
  }

  /** The forms marked `data-form="name"`, in document order. */
  forms(name: string): Form[] {
    return this.#root
      .querySelectorAll(`form[data-form="${name}"]`)
      .map((element) => readForm(element, this.url));
  }

  /**
   * The first form marked `data-form="name"`.
   * @throws Error naming the page where there is none
   */
  form(name: string): Form {
    const [form] = this.forms(name);
    if (form) return form;
    throw new Error(`${this.url.pathname} (${this.status}) has no form data-form="${name}"`);
  }

  /** What is said in `role="alert"` elements, or undefined where nothing is. */
  get alert(): string | undefined {
    const alerts = this.#root.querySelectorAll('[role="alert"]').map((element) => words(element));
    return alerts.find((text) => text !== "");
  }

  /** Everything that can be read on the page. */
  get text(): string {
    return words(this.#root.querySelector("body") ?? this.#root);
  }

  /** Number of elements that match a CSS selector. */
  count(selector: string): number {
    return this.#root.querySelectorAll(selector).length;
  }
}

function readForm(element: HTMLElement, page: URL): Form {
  const fields: [string, string][] = [];
  for (const field of element.querySelectorAll("input, textarea, select, button")) {
    const name = field.getAttribute("name");
    const type = field.getAttribute("type")?.toLowerCase();
    const unchecked =
      type === "checkbox" || type === "radio" ? !field.hasAttribute("checked") : false;
    if (name === undefined || unchecked || type === "reset") continue;
    fields.push([name, field.getAttribute("value") ?? ""]);
  }
  return {
    action: new URL(element.getAttribute("action") || page.href, page),
    method: (element.getAttribute("method") ?? "get").toUpperCase(),
    multipart: element.getAttribute("enctype")?.toLowerCase() === "multipart/form-data",
    fields,
    text: words(element.closest("li, tr, article") ?? element),
  };
}

function words(element: HTMLElement): string {
  const copy = parse(element.outerHTML);
  for (const unread of copy.querySelectorAll("script, style, template")) unread.remove();
  return copy.structuredText.replace(/\s+/g, " ").trim();
}

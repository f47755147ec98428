"use client";

import { useRouter as usePagesRouter } from "next/compat/router";
import NextHead from "next/head";
import { useServerInsertedHTML } from "next/navigation";
import {
  Children,
  cloneElement,
  createContext,
  createElement,
  Fragment,
  isValidElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useState,
} from "react";

type Tag = ReactElement<Record<string, unknown>, string>;

/** What each mounted `<Head>` holds, the latest last. */
type Heads = Map<string, ReactNode>;

/** Those of the document. Used in effects only: the server has one for each request. */
const shown: Heads = new Map();
const HeadContext = createContext<Heads | null>(null);

/** `next/head` for components that stand in pages/ and in app/. */
export default function Head({ children }: { children?: ReactNode }) {
  const isInPages = usePagesRouter() !== null;
  return isInPages ? <NextHead>{children}</NextHead> : <AppHead>{children}</AppHead>;
}

/** Collects what the `<Head>`s below it say: where two set a title, the last one wins. */
export function HeadProvider({ children }: { children: ReactNode }) {
  const [heads] = useState<Heads>(() => new Map());
  useServerInsertedHTML(() => {
    const tags = tagsOf(heads).map((tag) => cloneElement(tag, { "data-head": "" }));
    heads.clear();
    return createElement(Fragment, null, ...tags);
  });
  return <HeadContext.Provider value={heads}>{children}</HeadContext.Provider>;
}

function AppHead({ children }: { children?: ReactNode }) {
  const heads = useContext(HeadContext);
  const id = useId();
  if (typeof window === "undefined") heads?.set(id, children);
  useEffect(() => {
    if (!heads) return;
    shown.set(id, children);
    updateSoon();
    return () => {
      shown.delete(id);
      updateSoon();
    };
  });
  return null;
}

/** Metas of which the last with the same value counts. */
const SINGLE_META = ["name", "httpEquiv", "itemProp"];

/** What there is one of in a document: the title, or a meta of one name. */
function kindOf({ type, props }: Tag): string | undefined {
  if (type === "title" || type === "base") return type;
  const attribute = type === "meta" ? SINGLE_META.find((name) => name in props) : undefined;
  return attribute && `${attribute} ${String(props[attribute])}`;
}

/** The key that was given to a tag; React writes `$` before it, and none before its own. */
function keyOf({ key }: Tag): string | undefined {
  return /\$(.*)$/.exec(String(key))?.[1];
}

/** The tags of a document: of those with one key, or of one kind, the last. */
function tagsOf(heads: Heads): Tag[] {
  const tags: Tag[] = [];
  const keys = new Set<string>();
  const kinds = new Set<string>();
  for (const tag of [...heads.values()].flatMap(flatten).reverse()) {
    // Next gives the charset itself
    if ("charSet" in tag.props) continue;
    const key = keyOf(tag);
    const kind = kindOf(tag);
    // metas of one name may stand side by side where they have keys of their own
    const isKept = key !== undefined && kind?.startsWith("name ");
    if (key !== undefined && keys.has(key)) continue;
    if (key !== undefined) keys.add(key);
    if (kind !== undefined && kinds.has(kind) && !isKept) continue;
    if (kind !== undefined) kinds.add(kind);
    tags.unshift(tag);
  }
  return tags;
}

function flatten(children: ReactNode): Tag[] {
  return Children.toArray(children).flatMap((child): Tag[] => {
    if (!isValidElement<Record<string, unknown>>(child)) return [];
    if (child.type === Fragment) return flatten(child.props.children as ReactNode);
    return typeof child.type === "string" ? [child as Tag] : [];
  });
}

let isUpdateDue = false;

/** Once, after all effects of a commit have run. */
function updateSoon(): void {
  if (isUpdateDue) return;
  isUpdateDue = true;
  queueMicrotask(() => {
    isUpdateDue = false;
    updateDocument();
  });
}

function updateDocument(): void {
  const before = [...document.head.querySelectorAll("[data-head]")];
  const wanted = tagsOf(shown).map(elementOf);
  for (const element of wanted) {
    const same = before.findIndex((other) => other.isEqualNode(element));
    if (same >= 0) before.splice(same, 1);
    else if (element instanceof HTMLTitleElement) document.head.prepend(element);
    else document.head.append(element);
  }
  for (const element of before) element.remove();
}

/** Attributes whose names in React and in HTML differ in more than case. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  className: "class",
  htmlFor: "for",
  httpEquiv: "http-equiv",
  acceptCharset: "accept-charset",
};

function elementOf({ type, props }: Tag): Element {
  const element = document.createElement(type);
  for (const [name, value] of Object.entries(props)) {
    if (name === "children" || name === "dangerouslySetInnerHTML") continue;
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function" || typeof value === "object") continue;
    element.setAttribute(ATTRIBUTES[name] ?? name.toLowerCase(), value === true ? "" : `${value}`);
  }
  element.setAttribute("data-head", "");
  const html = props.dangerouslySetInnerHTML as { __html: string } | undefined;
  if (html) element.innerHTML = html.__html;
  else element.textContent = textOf(props.children as ReactNode);
  return element;
}

function textOf(children: ReactNode): string {
  return Children.toArray(children)
    .filter((child) => typeof child === "string" || typeof child === "number")
    .join("");
}

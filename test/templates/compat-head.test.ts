import { type ComponentType, Fragment, createElement as h, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, expect, test, vi } from "vitest";

let isInPages = false;
let inserted: (() => ReactNode)[] = [];

vi.mock("next/compat/router", () => ({ useRouter: () => (isInPages ? {} : null) }));
vi.mock("next/head", () => ({ default: () => "next/head" }));
vi.mock("next/navigation", () => ({
  useServerInsertedHTML: (insert: () => ReactNode) => inserted.push(insert),
}));

interface HeadModule {
  default: ComponentType<{ children?: ReactNode }>;
  HeadProvider: ComponentType<{ children?: ReactNode }>;
}
const file = "../../templates/compat/head.tsx";
const { default: Head, HeadProvider } = (await import(file)) as HeadModule;

beforeEach(() => {
  isInPages = false;
  inserted = [];
});

/** What the server puts into the head of a document with these heads, in their order. */
function headOf(...heads: ReactNode[][]): string {
  inserted = [];
  const elements = heads.map((tags, index) => h(Head, { key: index }, ...tags));
  expect(renderToStaticMarkup(h(HeadProvider, null, elements))).toBe("");
  const [first, again] = [1, 2].map(() => inserted.map((insert) => renderToStaticMarkup(insert())));
  expect(again).toEqual([""]);
  return first?.join("").replaceAll(' data-head=""', "") ?? "";
}

test("the title of a page wins over the one of _app, with a key or without", () => {
  expect(headOf([h("title", null, "App")], [h("title", null, "Page")])).toBe("<title>Page</title>");
  expect(headOf([h("title", null, "App")], [h("title", { key: "title" }, "Page")])).toBe(
    "<title>Page</title>",
  );
});

test("metas of one name and tags of one key are there once, others stay side by side", () => {
  const meta = (content: string) => h("meta", { key: undefined, name: "description", content });
  const keyed = (content: string) => h("meta", { key: "og", property: "og:title", content });
  const alternate = (href: string) => h("link", { rel: "alternate", href });
  expect(
    headOf([meta("a"), keyed("a"), alternate("/a")], [meta("b"), keyed("b"), alternate("/b")]),
  ).toBe(
    '<link rel="alternate" href="/a"/><meta name="description" content="b"/><meta property="og:title" content="b"/><link rel="alternate" href="/b"/>',
  );
});

test("fragments are looked into; text and what is not there are not tags", () => {
  const fragment = h(Fragment, null, h("meta", { name: "a", content: "1" }));
  expect(headOf([false, "text", fragment])).toBe('<meta name="a" content="1"/>');
});

test("below pages/ it is next/head itself", () => {
  isInPages = true;
  expect(renderToStaticMarkup(h(Head))).toBe("next/head");
});

test("outside of the shell it renders nothing, as next/head does in app/", () => {
  expect(renderToStaticMarkup(h(Head, null, h("title", null, "Page")))).toBe("");
});

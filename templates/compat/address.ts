import type { NextRouter } from "next/router";

type Url = Parameters<NextRouter["push"]>[0];
type UrlObject = Exclude<Url, string>;
type Query = NextRouter["query"];

/** Where a page of app/ is, as next/navigation tells it. */
export interface Place {
  /** Route of the page: `/posts/[id]`. */
  readonly pattern: string;
  readonly pathname: string;
  /** Without `?`. */
  readonly search: string;
  /** Percent-encoded, as they are in the App Router. */
  readonly params: Readonly<Record<string, string | string[] | undefined>>;
}

/** Path and query, as `router.asPath` has them. */
export function pathOf({ pathname, search }: Place): string {
  return search === "" ? pathname : `${pathname}?${search}`;
}

/** `router.query`: what stands in the query, and the params of the route over it. */
export function queryOf({ search, params }: Place): Query {
  const query = collect(new URLSearchParams(search));
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    query[name] = Array.isArray(value) ? value.map(decodeURIComponent) : decodeURIComponent(value);
  }
  return query;
}

/**
 * The address that `push(url)` leads to. `[id]` in it is replaced by what the query says, as the
 * Pages Router does, and by the params of the page where the query says nothing.
 * @param origin of this application, which an address loses
 */
export function addressOf(url: Url, place: Place, origin: string): string {
  const text = typeof url === "string" ? url : format(url, place);
  const base = new URL(pathOf(place), "http://n");
  const isRelative = !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(text);
  if (!isRelative) return text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
  const { pathname, searchParams, search, hash } = new URL(text, base);
  if (!/\[.+\]/.test(pathname)) return pathname + search + hash;
  const query = { ...queryOf({ ...place, search: "" }), ...collect(searchParams) };
  const path = pathname.replace(/\/\[\[?(?:\.\.\.)?([^\]]+)\]\]?/g, (_, name: string) => {
    searchParams.delete(name);
    const values = [query[name] ?? []].flat();
    return values.map((value) => `/${encodeURIComponent(value)}`).join("");
  });
  const rest = searchParams.toString();
  return (path || "/") + (rest && `?${rest}`) + hash;
}

function format(url: UrlObject, { pattern }: Place): string {
  const query = new URLSearchParams();
  const given = typeof url.query === "string" ? {} : (url.query ?? {});
  for (const [name, value] of Object.entries(given)) {
    for (const item of Array.isArray(value) ? value : [value]) query.append(name, textOf(item));
  }
  const asked = typeof url.query === "string" ? url.query : query.toString();
  const search = url.search ?? (asked && `?${asked}`);
  const hash = url.hash ? `#${url.hash.replace(/^#/, "")}` : "";
  const host = url.host ?? (url.hostname && url.hostname + (url.port ? `:${url.port}` : ""));
  const origin = host ? `${url.protocol?.replace(/:?$/, ":") ?? ""}//${host}` : "";
  return origin + (url.pathname ?? pattern) + search + hash;
}

function textOf(value: unknown): string {
  const isPlain =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? String(value) : "";
}

function collect(params: URLSearchParams): Query {
  const query: Query = {};
  params.forEach((value, name) => {
    const earlier = query[name];
    query[name] = earlier === undefined ? value : [earlier, value].flat();
  });
  return query;
}

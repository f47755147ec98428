/**
 * Runs a `getServerSideProps` of the Pages Router below the App Router: builds the context that it
 * expects, and turns what it returns into a redirect, the not-found page, or props.
 *
 * - It runs once for each request, with everything around it: wrappers, helpers, try and catch.
 *   `redirect()` and `notFound()` are thrown only after it has returned, so that no `catch` of it
 *   can swallow them. What it throws itself is an error of the page, as before.
 * - A server component can set neither cookies nor headers. What a library sets on the response only
 *   to renew a session (next-auth does, on every read) is dropped; its own API routes still renew it.
 * - `redirect()` answers 307 or 308, so 302 and 303 become 307, and 301 becomes 308.
 * - Characters of a path that may stand in it both plain and encoded (`@`, `:`) are encoded in `url`
 *   and `resolvedUrl`.
 */
import { draftMode, headers } from "next/headers";
import { notFound, permanentRedirect, redirect } from "next/navigation";
import type { ComponentType, ReactElement } from "react";

type Values = Record<string, string | string[] | undefined>;
type HeaderValue = number | string | string[];

interface Props {
  session?: unknown;
  [name: string]: unknown;
}

/** What Next.js hands to a page; before Next.js 15 the two are no promises yet. */
interface PageInput {
  params: Promise<Values>;
  searchParams: Promise<Values>;
}

interface ServerSidePage {
  /** The route as Next.js writes it, e.g. `/posts/[id]`. */
  route: string;
  getServerSideProps: (context: never) => unknown;
  /** The component that gets the props. */
  Page: ((props: never) => unknown) | (new (props: never) => unknown);
  /** The locale of a project that has only this one. */
  locale?: string;
  /** Whether the page never got the `session` of the props, because `_app` kept it. */
  withoutSession?: boolean;
}

/** A page of the App Router that is what a page with `getServerSideProps` was. */
export function serverSidePage({
  route,
  getServerSideProps,
  Page,
  locale,
  withoutSession = false,
}: ServerSidePage) {
  const run = getServerSideProps as (context: object) => unknown;
  const Component = Page as ComponentType<Props>;

  return async function renderPage(input: PageInput): Promise<ReactElement> {
    const response = new RecordedResponse();
    const context = await contextOf(route, input, response);
    const locales = locale === undefined ? undefined : [locale];
    const result = await run({ ...context, locale, locales, defaultLocale: locale });
    const props = await outcomeOf(route, response, result);
    if (withoutSession) delete props.session;
    return <Component {...props} />;
  };
}

/** The context of `getServerSideProps`, but for the locales. */
async function contextOf(route: string, input: PageInput, res: RecordedResponse) {
  const requestHeaders = await headers();
  const encoded = await input.params;
  const search = await input.searchParams;
  const { isEnabled } = await draftMode();
  const resolvedUrl = urlOf(route, encoded, search);
  const params = decoded(encoded);
  const sent: Record<string, string> = {};
  requestHeaders.forEach((value, name) => {
    sent[name] = value;
  });
  const cookies = cookiesIn(requestHeaders.get("cookie") ?? "");
  return {
    req: { method: "GET", url: resolvedUrl, headers: sent, cookies, socket: {}, connection: {} },
    res,
    query: { ...search, ...params },
    resolvedUrl,
    ...(route.includes("[") && { params }),
    ...(isEnabled && { draftMode: true, preview: true, previewData: {} }),
  };
}

/** The App Router hands params over as they stand in the address. */
function decoded(params: Values): Values {
  const entries = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(decodeURIComponent) : value && decodeURIComponent(value),
  ]);
  return Object.fromEntries(entries) as Values;
}

/** The address that was asked for: the route with its params, and the query as it came. */
function urlOf(route: string, params: Values, search: Values): string {
  const segments = route.split("/").flatMap((segment) => {
    const name = /^\[+(?:\.\.\.)?([^\]]+)\]+$/.exec(segment)?.[1];
    return name === undefined ? segment : (params[name] ?? []);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const item of Array.isArray(value) ? value : [value]) query.append(name, item ?? "");
  }
  const path = segments.join("/") || "/";
  return query.toString() === "" ? path : `${path}?${query}`;
}

/** Cookies as the Pages Router reads them: of two with one name the first counts. */
function cookiesIn(header: string): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, Math.max(at, 0)).trim();
    if (at < 0 || name in cookies) continue;
    const value = pair.slice(at + 1).trim();
    const plain = value.startsWith('"') ? value.slice(1, -1) : value;
    try {
      cookies[name] = decodeURIComponent(plain);
    } catch {
      cookies[name] = plain;
    }
  }
  return cookies;
}

interface Result {
  props?: unknown;
  notFound?: unknown;
  redirect?: { destination?: unknown; permanent?: unknown; statusCode?: unknown };
}

/**
 * The props, as they would reach the browser; everything else that `getServerSideProps` can decide
 * leaves the page by what Next.js throws for it.
 */
async function outcomeOf(route: string, res: RecordedResponse, returned: unknown): Promise<Props> {
  if (res.writableEnded) return leave(route, res.getHeader("location"), res.statusCode);
  if (typeof returned !== "object" || returned === null) {
    throw new Error(`getServerSideProps of ${route} returned no object.`);
  }
  const result: Result = returned;
  if (result.notFound) notFound();
  if (typeof result.redirect === "object" && result.redirect !== null) {
    const { destination, permanent, statusCode } = result.redirect;
    return leave(route, destination, statusCode ?? statusOf(permanent));
  }
  if (res.statusCode !== 200) {
    throw new Error(
      `getServerSideProps of ${route} set the status ${res.statusCode}, which the App Router cannot answer with a page.`,
    );
  }
  return JSON.parse(JSON.stringify((await result.props) ?? {}));
}

function statusOf(permanent: unknown): number | undefined {
  return typeof permanent === "boolean" ? (permanent ? 308 : 307) : undefined;
}

/** Redirects, or fails where the answer was no redirect. */
function leave(route: string, destination: unknown, status: unknown): never {
  const isRedirect = [301, 302, 303, 307, 308].some((known) => known === status);
  if (!isRedirect || typeof destination !== "string") {
    throw new Error(`getServerSideProps of ${route} answered by itself, and with no redirect.`);
  }
  if (status === 301 || status === 308) permanentRedirect(destination);
  redirect(destination);
}

/** A response that goes nowhere: it remembers what `getServerSideProps` did to it. */
class RecordedResponse {
  statusCode = 200;
  statusMessage = "";
  headersSent = false;
  finished = false;
  writableEnded = false;
  private readonly values: Record<string, HeaderValue> = {};

  setHeader(name: string, value: HeaderValue) {
    this.values[name.toLowerCase()] = value;
    return this;
  }

  appendHeader(name: string, value: string | string[]) {
    const before = this.getHeader(name);
    const list = before === undefined ? [] : Array.isArray(before) ? before : [String(before)];
    return this.setHeader(name, list.concat(value));
  }

  getHeader(name: string): HeaderValue | undefined {
    return this.values[name.toLowerCase()];
  }

  getHeaders() {
    return { ...this.values };
  }

  getHeaderNames() {
    return Object.keys(this.values);
  }

  hasHeader(name: string) {
    return this.getHeader(name) !== undefined;
  }

  removeHeader(name: string) {
    delete this.values[name.toLowerCase()];
  }

  writeHead(status: number, ...rest: (string | Record<string, HeaderValue> | undefined)[]) {
    this.statusCode = status;
    for (const part of rest) {
      if (typeof part === "string") this.statusMessage = part;
      else for (const [name, value] of Object.entries(part ?? {})) this.setHeader(name, value);
    }
    this.headersSent = true;
    return this;
  }

  end() {
    this.headersSent = true;
    this.finished = true;
    this.writableEnded = true;
    return this;
  }
}

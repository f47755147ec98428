import type { GetServerSidePropsContext } from "next";
import type { ReactElement } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { serverSidePage } from "../../templates/compat/server-side-props.tsx";

const asked = vi.hoisted(() => ({ headers: new Headers(), draft: false }));

vi.mock("next/headers", () => ({
  headers: async () => asked.headers,
  draftMode: async () => ({ isEnabled: asked.draft }),
}));
vi.mock("next/navigation", () => {
  const thrown = (name: string) => (address?: string) => {
    throw new Error(`NEXT ${name} ${address ?? ""}`.trim());
  };
  return {
    notFound: thrown("notFound"),
    permanentRedirect: thrown("permanentRedirect"),
    redirect: thrown("redirect"),
  };
});

type Context = GetServerSidePropsContext;
type Values = Record<string, string | string[] | undefined>;
interface Visit {
  readonly route?: string;
  readonly params?: Values;
  readonly searchParams?: Values;
  readonly locale?: string;
  readonly withoutSession?: boolean;
}

const Page = () => null;

beforeEach(() => {
  asked.headers = new Headers();
  asked.draft = false;
});

/** The props that a visitor's page gets, or what is thrown instead. */
async function visit(
  getServerSideProps: (context: Context) => unknown,
  { route = "/", params = {}, searchParams = {}, ...options }: Visit = {},
): Promise<Record<string, unknown>> {
  const page = serverSidePage({ route, getServerSideProps, Page, ...options });
  const element = await page({
    params: Promise.resolve(params),
    searchParams: Promise.resolve(searchParams),
  });
  expect(element.type).toBe(Page);
  return (element as ReactElement<Record<string, unknown>>).props;
}

/** What `getServerSideProps` is called with. */
async function contextOf(options: Visit = {}): Promise<Context> {
  let given: Context | undefined;
  await visit((context) => {
    given = context;
    return { props: {} };
  }, options);
  if (!given) throw new Error("It was not called.");
  return given;
}

test("params are decoded, in rest parameters each of them", async () => {
  const { params } = await contextOf({
    route: "/plots/[plot]/[...rest]",
    params: { plot: "sp%20ace%2Fx", rest: ["a%2Fb", "c"] },
  });
  expect(params).toEqual({ plot: "sp ace/x", rest: ["a/b", "c"] });
});

test("a route without params has none, not even an empty object", async () => {
  expect(await contextOf({ route: "/plots" })).not.toHaveProperty("params");
  expect(await contextOf({ route: "/shelf/[[...path]]" })).toHaveProperty("params", {});
});

test("the query holds search params, repeated ones as lists, and params before those", async () => {
  const { query } = await contextOf({
    route: "/plots/[plot]",
    params: { plot: "1%202" },
    searchParams: { plot: "other", tab: ["a", "b"] },
  });
  expect(query).toEqual({ plot: "1 2", tab: ["a", "b"] });
});

test.each([
  [{ route: "/" }, "/"],
  [
    { route: "/plots", searchParams: { bed: ["a", "b c"], q: "ä&" } },
    "/plots?bed=a&bed=b+c&q=%C3%A4%26",
  ],
  [{ route: "/plots/[plot]", params: { plot: "sp%20ace%2Fx" } }, "/plots/sp%20ace%2Fx"],
  [{ route: "/j/[...path]/end", params: { path: ["a", "b%2F"] } }, "/j/a/b%2F/end"],
  [{ route: "/shelf/[[...path]]", params: {} }, "/shelf"],
  [{ route: "/[[...path]]", params: {} }, "/"],
])("the address of %j is %s", async (options: Visit, address) => {
  const { resolvedUrl, req } = await contextOf(options);
  expect([resolvedUrl, req.url]).toEqual([address, address]);
});

test("the request has its headers, method and cookies", async () => {
  asked.headers = new Headers({
    Authorization: "Bearer 1",
    Cookie: 'a=1%202; b="quoted"; a=later; bad=%E0%A4; empty=; toString=no; nothing',
  });
  const { req } = await contextOf();
  expect(req.headers.authorization).toBe("Bearer 1");
  expect(req.method).toBe("GET");
  expect(req.cookies).toEqual({ a: "1 2", b: "quoted", bad: "%E0%A4", empty: "" });
});

test("locales are those of a project with one", async () => {
  const one = { locale: "de", locales: ["de"], defaultLocale: "de" };
  expect(await contextOf({ locale: "de" })).toMatchObject(one);
  const { locale, locales, defaultLocale } = await contextOf();
  expect([locale, locales, defaultLocale]).toEqual([undefined, undefined, undefined]);
});

test("draft mode is told as preview, too", async () => {
  expect(await contextOf()).not.toHaveProperty("preview");
  asked.draft = true;
  expect(await contextOf()).toMatchObject({ draftMode: true, preview: true });
});

test("props reach the page as they would the browser: as JSON, also from a promise", async () => {
  const day = new Date("2026-05-02T08:00:00Z");
  const props = { day, gone: undefined, list: [undefined, 1] };
  const expected = { day: day.toISOString(), list: [null, 1] };
  expect(await visit(() => ({ props }))).toEqual(expected);
  expect(await visit(async () => ({ props: Promise.resolve(props) }))).toEqual(expected);
  expect(await visit(() => ({}))).toEqual({});
});

test("the session stays out of the props only where _app kept it", async () => {
  const load = () => ({ props: { session: { user: 1 }, a: 1 } });
  expect(await visit(load)).toEqual({ session: { user: 1 }, a: 1 });
  expect(await visit(load, { withoutSession: true })).toEqual({ a: 1 });
});

test.each([
  [{ destination: "/login", permanent: false }, "redirect"],
  [{ destination: "/login", permanent: true }, "permanentRedirect"],
  [{ destination: "/login", statusCode: 301 }, "permanentRedirect"],
  [{ destination: "/login", statusCode: 302 }, "redirect"],
  [{ destination: "/login", statusCode: 303 }, "redirect"],
  [{ destination: "/login", statusCode: 307 }, "redirect"],
  [{ destination: "/login", statusCode: 308 }, "permanentRedirect"],
])("%j is a %s", async (redirect, call) => {
  await expect(visit(() => ({ redirect }))).rejects.toThrow(`NEXT ${call} /login`);
});

test.each([
  [{ destination: "/login" }],
  [{ permanent: false }],
  [{ destination: "/login", statusCode: 200 }],
])("the redirect %j is an error, as it was", async (redirect) => {
  await expect(visit(() => ({ redirect }), { route: "/a" })).rejects.toThrow("of /a");
});

test("notFound is not found, and before a redirect", async () => {
  await expect(visit(() => ({ notFound: true }))).rejects.toThrow("NEXT notFound");
  const both = { notFound: true, redirect: { destination: "/x", permanent: false } };
  await expect(visit(() => both)).rejects.toThrow("NEXT notFound");
  expect(await visit(() => ({ notFound: false, props: { a: 1 } }))).toEqual({ a: 1 });
});

test("a catch around everything cannot swallow a redirect", async () => {
  const inner = async () => ({ redirect: { destination: "/login", permanent: false } });
  const swallowing = async () => {
    try {
      return await inner();
    } catch {
      return { props: { open: true } };
    }
  };
  await expect(visit(swallowing)).rejects.toThrow("NEXT redirect /login");
});

test("what it throws is thrown", async () => {
  const failing = async () => {
    throw new TypeError("no database");
  };
  await expect(visit(failing)).rejects.toThrow(new TypeError("no database"));
});

test.each([[undefined], [null], ["props"]])("returning %j is an error", async (value) => {
  await expect(visit(() => value, { route: "/a" })).rejects.toThrow("of /a returned no object");
});

test("a redirect that was written to the response is one", async () => {
  const written = (status: number) => (context: Context) => {
    context.res.writeHead(status, { Location: "/login?a=1" });
    context.res.end();
    return { props: {} };
  };
  await expect(visit(written(302))).rejects.toThrow("NEXT redirect /login?a=1");
  await expect(visit(written(301))).rejects.toThrow("NEXT permanentRedirect /login?a=1");
  const byParts = ({ res }: Context) => {
    res.statusCode = 307;
    res.setHeader("location", "/login");
    res.end();
  };
  await expect(visit(byParts)).rejects.toThrow("NEXT redirect /login");
});

test("any other answer of its own is an error that names the route, never a page", async () => {
  const forbidden = ({ res }: Context) => {
    res.statusCode = 403;
    res.end("no");
    return { props: { secret: 1 } };
  };
  await expect(visit(forbidden, { route: "/a" })).rejects.toThrow("getServerSideProps of /a");
  const status = ({ res }: Context) => {
    res.statusCode = 404;
    return { props: { secret: 1 } };
  };
  await expect(visit(status, { route: "/a" })).rejects.toThrow("/a set the status 404");
});

test("the response remembers headers, whatever their case", async () => {
  await visit(({ res }) => {
    res.setHeader("Set-Cookie", "a=1");
    res.appendHeader("set-cookie", ["b=2", "c=3"]);
    res.setHeader("X-Count", 1);
    expect(res.getHeader("SET-COOKIE")).toEqual(["a=1", "b=2", "c=3"]);
    expect(res.getHeaderNames()).toEqual(["set-cookie", "x-count"]);
    res.removeHeader("x-count");
    expect(res.hasHeader("X-Count")).toBe(false);
    expect(res.getHeaders()).toEqual({ "set-cookie": ["a=1", "b=2", "c=3"] });
    expect([res.headersSent, res.writableEnded, res.finished]).toEqual([false, false, false]);
    return { props: {} };
  });
});

import assert from "node:assert/strict";
import type { AppServer } from "../app/server.ts";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import type { Page } from "../driver/page.ts";
import type { Visitor } from "../driver/visitor.ts";
import { isRedirect, protectedPages } from "./shared.ts";

const names = ["middleware", "src/middleware", "proxy", "src/proxy", "/", "pages/_middleware"];

/** Detours that mean something only to the proxy. */
export const aroundTheProxy = names.map((name) => ({
  "x-middleware-subrequest": Array(5).fill(name).join(":"),
}));

/** Ways past a proxy that have worked somewhere (CVE-2025-29927 among them), and flight requests. */
export const detours: Record<string, string>[] = [
  {},
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-prefetch": "2", "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{},null,"refetch"]') },
  { "x-nextjs-data": "1" },
  { "x-middleware-prefetch": "1" },
  { "x-middleware-rewrite": "/dashboard", "x-invoke-path": "/dashboard" },
];

export const besideTheData: ClauseCheck = {
  clause: 23,
  title: "skipping the proxy gets nothing: the check stands beside the data",
  needs: [],
  async run(context) {
    const { server, visitor, demo } = context;
    const admin = visitor();
    await admin.login(demo.admin);
    const list = await admin.open("/admin");
    assert(list.text.includes(demo.user.email), "the admin page lists users");
    for (const path of dataPaths(list, ["/admin"])) {
      const { text } = await admin.request(path, { headers: dataRequest });
      assert(text.includes(demo.user.email), "so does the data of the admin page");
    }
    await probe(context, server, [...detours, ...aroundTheProxy]);
    await probe(context, await context.start({ proxy: false }), detours);
  },
};

/** What the Pages Router of Next.js sends along when it asks for the props of a page. */
export const dataRequest = { "x-nextjs-data": "1" };

/** Where the Pages Router gives out the props of pages; nowhere with the App Router. */
export function dataPaths({ reply }: Page, paths: readonly string[]): string[] {
  const data = /<script id="__NEXT_DATA__"[^>]*>(.*?)<\/script>/s.exec(reply.text)?.[1];
  if (data === undefined) return [];
  const { buildId } = JSON.parse(data) as { buildId: string };
  return paths.map((path) => `/_next/data/${buildId}${path}.json`);
}

async function probe(
  { visitor, demo }: ClauseContext,
  server: AppServer,
  ways: readonly Record<string, string>[],
): Promise<void> {
  // Past the proxy's first look: a cookie of the right shape that opens nothing any more.
  const ended = visitor({ server });
  await ended.login(demo.admin);
  const replayed = ended.thief();
  await ended.logout();
  const user = visitor({ server });
  await user.login(demo.user);
  const login = await visitor({ server }).open("/login");

  for (const headers of ways) {
    const how = JSON.stringify(headers);
    for (const [who, browser] of Object.entries({ nobody: visitor({ server }), replayed })) {
      for (const path of protectedPages) {
        const { status, text } = await ask(browser, path, headers);
        assert(!text.includes("@people.example"), `${path} shows ${who} a user, with ${how}`);
        const served = status === 200 && text.includes('data-form="logout"');
        assert(!served, `${path} is served to ${who} with ${how}`);
      }
      for (const path of dataPaths(login, protectedPages)) {
        const { text } = await browser.request(path, { headers: { ...dataRequest, ...headers } });
        const told = text.includes("@people.example") || /"(viewer|user|users)":[[{]/.test(text);
        assert(!told, `${path} tells ${who} of a user, with ${how}`);
      }
      for (const path of ["/api/me", "/api/admin/users"]) {
        const { status, text } = await ask(browser, path, headers);
        const nothing = status === 401 || text === "" || text === "{}";
        assert(nothing, `${path} answers ${who} ${status} with ${how}`);
      }
    }
    for (const path of ["/admin", "/api/admin/users", ...dataPaths(login, ["/admin"])]) {
      const { text } = await ask(user, path, headers);
      assert(!text.includes(demo.admin.email), `${path} shows a user the others, with ${how}`);
    }
  }
}

/** Next.js answers flight requests with the address that they should have had: then it is asked. */
export async function ask(browser: Visitor, path: string, headers: Record<string, string>) {
  const reply = await browser.request(path, { headers });
  const url = new URL(reply.headers.location ?? "", reply.url);
  const same = isRedirect(reply) && url.pathname === reply.url.pathname;
  return same ? browser.request(url, { headers }) : reply;
}

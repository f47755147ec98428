import assert from "node:assert/strict";
import type { AppServer } from "../app/server.ts";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import type { Visitor } from "../driver/visitor.ts";
import { isRedirect, protectedPages } from "./shared.ts";

const names = ["middleware", "src/middleware", "proxy", "src/proxy", "/", "pages/_middleware"];

/** Ways past a proxy that have worked somewhere (CVE-2025-29927 among them), and flight requests. */
const detours: Record<string, string>[] = [
  {},
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-prefetch": "2", "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{},null,"refetch"]') },
  { "x-nextjs-data": "1" },
  { "x-middleware-prefetch": "1" },
  { "x-middleware-rewrite": "/dashboard", "x-invoke-path": "/dashboard" },
  ...names.map((name) => ({ "x-middleware-subrequest": Array(5).fill(name).join(":") })),
];

export const besideTheData: ClauseCheck = {
  clause: 23,
  title: "skipping the proxy gets nothing: the check stands beside the data",
  needs: [],
  async run(context) {
    const { server, visitor, demo } = context;
    const admin = visitor();
    await admin.login(demo.admin);
    assert(
      (await admin.open("/admin")).text.includes(demo.user.email),
      "the admin page lists users",
    );
    await probe(context, server);
    await probe(context, await context.start({ proxy: false }));
  },
};

async function probe({ visitor, demo }: ClauseContext, server: AppServer): Promise<void> {
  // Past the proxy's first look: a cookie of the right shape that opens nothing any more.
  const ended = visitor({ server });
  await ended.login(demo.admin);
  const replayed = ended.thief();
  await ended.logout();
  const user = visitor({ server });
  await user.login(demo.user);

  for (const headers of detours) {
    const how = JSON.stringify(headers);
    for (const [who, browser] of Object.entries({ nobody: visitor({ server }), replayed })) {
      for (const path of protectedPages) {
        const { status, text } = await ask(browser, path, headers);
        assert(!text.includes("@people.example"), `${path} shows ${who} a user, with ${how}`);
        const served = status === 200 && text.includes('data-form="logout"');
        assert(!served, `${path} is served to ${who} with ${how}`);
      }
      for (const path of ["/api/me", "/api/admin/users"]) {
        const { status, text } = await ask(browser, path, headers);
        const nothing = status === 401 || text === "" || text === "{}";
        assert(nothing, `${path} answers ${who} ${status} with ${how}`);
      }
    }
    for (const path of ["/admin", "/api/admin/users"]) {
      const { text } = await ask(user, path, headers);
      assert(!text.includes(demo.admin.email), `${path} shows a user the others, with ${how}`);
    }
  }
}

/** Next.js answers flight requests with the address that they should have had: then it is asked. */
async function ask(browser: Visitor, path: string, headers: Record<string, string>) {
  const reply = await browser.request(path, { headers });
  const url = new URL(reply.headers.location ?? "", reply.url);
  const same = isRedirect(reply) && url.pathname === reply.url.pathname;
  return same ? browser.request(url, { headers }) : reply;
}

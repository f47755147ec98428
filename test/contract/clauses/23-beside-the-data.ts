import assert from "node:assert/strict";
import type { AppServer } from "../app/server.ts";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import { protectedPages } from "./shared.ts";

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
    for (const [who, browser] of Object.entries({ nobody: visitor({ server }), replayed, user })) {
      for (const path of protectedPages) {
        const how = `${path} for ${who} with ${JSON.stringify(headers)}`;
        const { status, text } = await browser.request(path, { headers });
        assert(!text.includes(demo.admin.email), `${how} shows another user`);
        if (who === "user") continue;
        assert(!text.includes(demo.user.email), `${how} shows a user`);
        assert(
          status !== 200 || headers.rsc || !text.includes('data-form="logout"'),
          `${how} is served`,
        );
      }
      for (const path of ["/api/me", "/api/admin/users"]) {
        const { status } = await browser.request(path, { headers });
        const expected = who === "user" ? [200, 403] : [401, 401];
        assert.equal(status, expected[path === "/api/me" ? 0 : 1], `${path} for ${who}`);
      }
    }
  }
}

import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import type { Reply } from "../driver/http.ts";

export const jsonStatus: ClauseCheck = {
  clause: 2,
  title: "a protected JSON route answers 401 without a session, 403 for the wrong role",
  needs: [],
  async run({ visitor, demo }) {
    for (const path of ["/api/me", "/api/admin/users"]) {
      assertJson(await visitor().request(path), 401, "unauthenticated");
    }
    const user = visitor();
    await user.login(demo.user);
    assertJson(await user.request("/api/me"), 200);
    assertJson(await user.request("/api/admin/users"), 403, "forbidden");

    const admin = visitor();
    await admin.login(demo.admin);
    assertJson(await admin.request("/api/admin/users"), 200);
    const page = await user.open("/admin");
    assert(!page.text.includes(demo.admin.email), "the admin page shows other users nobody");
  },
};

function assertJson({ url, status, headers, text }: Reply, expected: number, error?: string): void {
  assert.equal(status, expected, `${url.pathname} answers ${expected}`);
  assert.match(
    headers["content-type"] ?? "",
    /^application\/json\b/,
    `${url.pathname} answers JSON`,
  );
  const body: unknown = JSON.parse(text);
  if (error !== undefined)
    assert.deepEqual(body, { error }, `${url.pathname} says why, and no more`);
}

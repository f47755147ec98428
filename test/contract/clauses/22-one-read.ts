import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";

/** /account is not here: it asks for the list of sessions as well, which is another question. */
const paths = ["/", "/dashboard", "/admin", "/api/me", "/api/admin/users"];

export const oneRead: ClauseCheck = {
  clause: 22,
  title: "the session is read at most once per request",
  needs: [],
  async run({ visitor, demo, server, store, auth }) {
    const browser = visitor();
    await browser.login(demo.admin);
    await store.traffic(server); // from here on it is counted, in stores that must be told
    const doors = auth.doors.flatMap(({ session }) => session ?? []);
    for (const path of [...paths, ...doors]) {
      const before = await store.traffic(server);
      const { status } = await browser.request(path);
      const reads = (await store.traffic(server)).reads - before.reads;
      assert.equal(status, 200, `${path} is served`);
      assert(reads <= 1, `${path} reads the session ${reads} times`);
      if (path !== "/") assert.equal(reads, 1, `${path} reads the session`);
    }
    const before = await store.traffic(server);
    await visitor().request("/api/me");
    assert.equal(
      (await store.traffic(server)).reads,
      before.reads,
      "without a cookie nothing is read",
    );
  },
};

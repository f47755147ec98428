import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import { newPerson } from "../driver/person.ts";

const logins = 5;
const day = 24 * 60 * 60; // seconds

export const sweep: ClauseCheck = {
  clause: 21,
  title: "expired sessions are removed from the store",
  needs: [],
  async run({ start, visitor, store, advance }) {
    const env = { SESSION_IDLE_SECONDS: "600", SESSION_ABSOLUTE_SECONDS: "3600" };
    const server = await start({ env });
    const person = newPerson();
    await visitor({ server }).signUp(person);
    const before = await store.countSessions(server);
    for (let count = 0; count < logins; count++) await visitor({ server }).login(person);
    assert.equal(await store.countSessions(server), before + logins, "each login is kept");

    // Longer than any session of the whole run may live: only a login from now on can be alive.
    await advance(server, 400 * day * 1000);
    const browser = visitor({ server });
    await browser.login(person);
    const deadline = Date.now() + 5_000;
    let kept = await store.countSessions(server);
    while (kept > 1 && Date.now() < deadline) {
      await browser.me();
      await new Promise((resolve) => setTimeout(resolve, 200));
      kept = await store.countSessions(server);
    }
    assert.equal(kept, 1, "only the live session is still in the store");
    assert.equal((await browser.me()).status, 200, "the live session is not ended");
  },
};

import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import { newPerson } from "../driver/person.ts";

const logins = 5;
const day = 24 * 60 * 60; // seconds

export const sweep: ClauseCheck = {
  clause: 21,
  title: "expired sessions are removed from the store",
  needs: [],
  async run({ shortLived, visitor, store, advance }) {
    const server = await shortLived();
    const person = newPerson();
    await visitor({ server }).signUp(person);
    /** Leaves one record in the store: a session, or where those are in cookies, that one ended. */
    const leaveRecord = async () => {
      const browser = visitor({ server });
      await browser.login(person);
      if (store.keeps === "ended sessions") {
        await browser.logout();
        await browser.login(person);
      }
      return browser;
    };
    const before = await store.countSessions(server);
    for (let count = 0; count < logins; count++) await leaveRecord();
    assert.equal(await store.countSessions(server), before + logins, "each login is kept");

    // Longer than any session of the whole run may live: only a login from now on can be alive.
    await advance(server, 400 * day * 1000);
    const browser = await leaveRecord();
    const deadline = Date.now() + 5_000;
    let kept = await store.countSessions(server);
    while (kept > 1 && Date.now() < deadline) {
      await browser.me();
      await new Promise((resolve) => setTimeout(resolve, 200));
      kept = await store.countSessions(server);
    }
    assert.equal(kept, 1, "only the record of the last login is still in the store");
    assert.equal((await browser.me()).status, 200, "the live session is not ended");
  },
};

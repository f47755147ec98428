import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import { isDeletion, parseSetCookie } from "../driver/jar.ts";
import { newPerson } from "../driver/person.ts";
import { assertSignedIn, assertSignedOut } from "./shared.ts";

export const logout: ClauseCheck = {
  clause: 7,
  title: "logout ends the session on the server: the old cookie, replayed, is refused",
  needs: [],
  async run({ visitor, auth }) {
    const person = newPerson();
    const browser = await visitor().signUp(person);
    const elsewhere = visitor();
    await elsewhere.login(person);
    const names = (await browser.sessionCookies()).map(([name]) => name);
    const thief = browser.thief();

    const { setCookies } = await browser.logout();
    const deleted = setCookies.map(parseSetCookie).filter(isDeletion);
    for (const name of names) {
      const deletion = deleted.find((cookie) => cookie.name === name);
      assert(deletion, `${name} is taken from the browser`);
      // Browsers ignore a deletion that would not be allowed to set the cookie.
      if (name.startsWith("__"))
        assert(deletion.attributes.has("secure"), "its deletion is Secure");
      assert.equal(deletion.attributes.get("path"), "/", "its deletion has Path=/");
    }
    await assertSignedOut(browser, "the browser after logout");
    await assertSignedOut(thief, "the old cookie after logout");
    await assertSignedIn(elsewhere, person, "in the other browser");
    await browser.login(person);
    await assertSignedOut(thief, "the old cookie after the next login");

    for (const { name, signIn, signOut } of auth.doors) {
      if (!signOut) continue;
      const guest = visitor();
      await signIn(guest, person);
      await assertSignedIn(guest, person, `by ${name}`);
      const copy = guest.thief();
      await signOut(guest);
      await assertSignedOut(guest, `the browser after logout by ${name}`);
      await assertSignedOut(copy, `the old cookie after logout by ${name}`);
    }
  },
};

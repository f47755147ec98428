import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import { newPerson } from "../driver/person.ts";
import { assertSignedIn } from "./shared.ts";

export const rotation: ClauseCheck = {
  clause: 6,
  title: "login makes a new session id and never adopts one that was planted",
  needs: [],
  async run({ visitor, demo }) {
    const victim = newPerson();
    await visitor().signUp(victim);
    const example = visitor();
    await example.login(victim);
    const [[name, value] = ["", ""]] = await example.sessionCookies();

    // An id of the attacker's own making.
    const planted = value.replace(/[A-Za-z]/g, (letter) => (letter === "q" ? "r" : "q"));
    const browser = visitor();
    browser.jar.set(name, planted);
    const attacker = browser.thief();
    await browser.login(victim);
    await assertSignedIn(browser, victim, "although a cookie was planted");
    assert.notEqual(browser.jar.get(name), planted, "login gives a new id");
    assert.equal((await attacker.me()).status, 401, "the planted id stays nobody's");

    // A live session of the attacker's, planted in the browser that the victim logs in with.
    const form = (await visitor().open("/login")).form("login");
    const own = visitor();
    await own.login(demo.user);
    const shared = own.thief();
    await shared.submit(form, { email: victim.email, password: victim.password });
    const after = await shared.me();
    if (after.user?.email === victim.email) {
      assert.notEqual(shared.jar.get(name), own.jar.get(name), "login gives a new id");
      assert.equal((await own.me()).status, 401, "the old id ends with the login");
    } else {
      await assertSignedIn(own, demo.user, "when login is refused to someone signed in");
    }
  },
};

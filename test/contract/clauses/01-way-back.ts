import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import { credentials } from "../driver/person.ts";
import { assertSentToLogin, assertSignedIn, target } from "./shared.ts";

const asked = ["/dashboard", "/dashboard?from=mail&x=a%26b", "/account"];

export const wayBack: ClauseCheck = {
  clause: 1,
  title: "a visitor who opens a protected page ends on the login page with a safe way back",
  needs: [],
  async run({ visitor, demo }) {
    for (const path of asked) {
      const redirect = await visitor().request(path);
      assertSentToLogin(redirect);
      assert.equal(
        target(redirect).searchParams.get("next"),
        path,
        "the way back is the page asked for",
      );

      const person = visitor();
      const login = await person.open(path);
      const page = await person.submitAndFollow(login.form("login"), credentials(demo.user));
      assert.equal(
        page.url.pathname + page.url.search,
        path,
        "login leads to the page first asked for",
      );
      await assertSignedIn(person, demo.user);
    }
    // A cookie that looks right but has ended: the page itself has to send the visitor away.
    const person = visitor();
    await person.login(demo.user);
    const ended = person.thief();
    await person.logout();
    for (const path of [...asked, "/admin"]) {
      const redirect = await ended.request(path);
      assertSentToLogin(redirect);
      assert.equal(
        target(redirect).searchParams.get("next"),
        path,
        "the way back, with an ended session",
      );
    }
    const login = await ended.open("/login");
    assert.equal(login.url.pathname, "/login", "an ended session may log in again");
    assert.equal(login.forms("login").length, 1);
  },
};

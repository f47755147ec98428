import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import type { Form } from "../driver/page.ts";
import { newPerson } from "../driver/person.ts";
import { assertSignedIn, assertSignedOut } from "./shared.ts";

const desktop = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

export const everywhere: ClauseCheck = {
  clause: 8,
  title: "sessions are listed with device and last use, and end one by one or all at once",
  needs: [],
  async run({ visitor }) {
    const person = newPerson();
    const stranger = newPerson();
    const other = await visitor().signUp(stranger);
    const here = await visitor({ userAgent: desktop }).signUp(person);
    const signIn = async () => {
      const there = visitor({ userAgent: phone });
      await there.login(person);
      return there;
    };

    const first = await signIn();
    let account = await here.open("/account");
    assert.match(account.text, /Firefox/, "the list names this device");
    assert.match(account.text, /iPhone/, "the list names the other device");
    assert(account.count("time[datetime]") >= 2, "the list tells when each was last used");
    for (const [, value] of [...(await here.sessionCookies()), ...(await first.sessionCookies())]) {
      assert(!account.reply.text.includes(value), "the list shows no session id");
    }
    const revoke = account.forms("revoke").find(({ text }) => /iPhone/.test(text));
    assert(revoke, "the other device can be signed out");
    await here.submit(revoke);
    await assertSignedOut(first, "a revoked session");
    await assertSignedIn(here, person, "after revoking another session");

    const second = await signIn();
    const third = await signIn();
    account = await here.open("/account");
    await here.submit(account.form("logout-others"));
    for (const ended of [second, third]) await assertSignedOut(ended, "the other sessions");
    await assertSignedIn(here, person, "after logging out the others");

    const fourth = await signIn();
    const thief = here.thief();
    account = await here.open("/account");
    await here.submit(account.form("logout-everywhere"));
    for (const ended of [here, thief, fourth]) await assertSignedOut(ended, "every session");

    await assertSignedIn(other, stranger, "being somebody else");
    // A handle of somebody else's session is no way to end it.
    const theirs = visitor();
    await theirs.login(stranger);
    const again = await signIn();
    await signIn();
    const handleOf = (form: Form) => form.fields.find(([name]) => name === "sessionId")?.[1];
    const handle = handleOf((await theirs.open("/account")).form("revoke"));
    assert(handle !== undefined, "a session is revoked by a handle named sessionId");
    await again.submit((await again.open("/account")).form("revoke"), { sessionId: handle });
    await assertSignedIn(other, stranger, "although somebody sent the handle of their session");
  },
};

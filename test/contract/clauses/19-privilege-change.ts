import assert from "node:assert/strict";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import { isDeletion, parseSetCookie } from "../driver/jar.ts";
import { newPerson } from "../driver/person.ts";
import type { Visitor } from "../driver/visitor.ts";
import { assertSignedOut } from "./shared.ts";

type Probe = (visitor: Visitor) => Promise<boolean>;

/** Both ways into what only admins see; each tells whether the visitor got in. */
const probes: Record<string, Probe> = {
  "the JSON route": async (visitor) => {
    const { status } = await visitor.request("/api/admin/users");
    assert([200, 403].includes(status), `the JSON route answers ${status}`);
    return status === 200;
  },
  "the page": async (visitor) => {
    const page = await visitor.open("/admin");
    assert([200, 403].includes(page.status), `the admin page answers ${page.status}`);
    return page.status === 200;
  },
};

export const privilegeChange: ClauseCheck = {
  clause: 19,
  title: "a changed role counts from the next request on, and the session gets a new id",
  needs: [],
  async run(context) {
    for (const [name, probe] of Object.entries(probes)) await changeRole(context, name, probe);
    await leaveMeanwhile(context);
  },
};

/** The request that notices the change may be the one that logs out: then the new id ends with it. */
async function leaveMeanwhile({ visitor, server, store }: ClauseContext) {
  const person = newPerson();
  const browser = await visitor().signUp(person);
  const listed = async (who: Visitor) => (await who.open("/account")).forms("revoke").length;
  const alone = await listed(browser);
  const dashboard = await browser.open("/dashboard");
  await store.setRole(server, person.email, "admin");
  const { setCookies } = await browser.submit(dashboard.form("logout"));
  await assertSignedOut(browser, "who logs out with a role that has just changed");
  const thief = visitor();
  for (const cookie of setCookies.map(parseSetCookie)) {
    if (!isDeletion(cookie)) thief.jar.set(cookie.name, cookie.value);
  }
  await assertSignedOut(thief, "an id that was given on the way out");
  const again = visitor();
  await again.login(person);
  assert.equal(await listed(again), alone, "logging out leaves no session behind");
}

async function changeRole({ visitor, server, store }: ClauseContext, name: string, probe: Probe) {
  const person = newPerson();
  const browser = await visitor().signUp(person);
  assert.equal(await probe(browser), false, `${name} is closed to a user`);
  for (const role of ["admin", "user"]) {
    const before = await browser.sessionCookies();
    const thief = browser.thief();
    await store.setRole(server, person.email, role);
    assert.equal(await probe(browser), role === "admin", `${name} knows at once: now ${role}`);
    const after = await browser.sessionCookies();
    assert.notDeepEqual(after, before, `${name}: the id is a new one, now ${role}`);
    await assertSignedOut(thief, `${name}: the id from before the change`);
    assert.equal((await browser.me()).user?.role, role);
  }
}

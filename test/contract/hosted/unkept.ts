import assert from "node:assert/strict";
import type { ClauseContext } from "../clause.ts";
import { decodings } from "../clauses/entropy.ts";
import { newPerson } from "../driver/person.ts";

// Clauses that a stack with Clerk does not keep. Each of these fails, and the catalogue says why; one
// that passed would have to be taken out there.

/** Clause 5: whether the cookie tells who its owner is. */
export async function readable({ visitor }: ClauseContext): Promise<void> {
  const person = newPerson();
  const browser = await visitor().signUp(person);
  for (const [, value] of await browser.sessionCookies()) {
    for (const text of decodings(value)) {
      assert(!text.includes(person.email), `the cookie holds ${person.email}`);
    }
  }
}

/** Clause 7: whether a copy of the cookie outlives the session in the browser that it was made in. */
export async function copied({ visitor }: ClauseContext): Promise<void> {
  const browser = await visitor().signUp(newPerson());
  const thief = browser.thief();
  for (const [name] of browser.jar.entries()) browser.jar.delete(name); // as Clerk's script does
  assert.equal((await browser.me()).status, 401, "the browser is signed out");
  assert.equal((await thief.me()).status, 401, "and so is whoever copied its cookies");
}

/** Clause 19: whether a changed role counts at once. */
export async function stale({ visitor, server, store }: ClauseContext): Promise<void> {
  const person = newPerson();
  const browser = await visitor().signUp(person);
  assert.equal((await browser.request("/api/admin/users")).status, 403, "closed to a user");
  await store.setRole(server, person.email, "admin");
  assert.equal((await browser.request("/api/admin/users")).status, 200, "open to an admin at once");
}

/** Clause 24: whether somebody can log in without JavaScript. */
export async function scriptless({ chromium, server }: ClauseContext): Promise<void> {
  const page = await (await chromium({ javaScriptEnabled: false })).newPage();
  await page.goto(`${server.origin}/login`);
  assert((await page.locator("main form").count()) > 0, "there is a form to log in with");
}

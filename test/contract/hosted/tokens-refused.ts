import assert from "node:assert/strict";
import type { ClauseContext } from "../clause.ts";
import { tampering as anyTampering } from "../clauses/10-tampering.ts";
import { assertSignedIn, assertSignedOut, isRedirect } from "../clauses/shared.ts";
import { newPerson } from "../driver/person.ts";
import { forgeries } from "./tokens.ts";

/** Clause 10: as everywhere, and with tokens that somebody has made an effort over. */
export async function tampering(context: ClauseContext): Promise<void> {
  await anyTampering.run(context);
  const person = await context.visitor().signUp(newPerson());
  for (const [kind, token] of Object.entries(forgeries(person.jar.get("__session") ?? ""))) {
    const forger = person.thief();
    forger.jar.set("__session", token);
    assert.equal((await forger.me()).status, 401, `a token ${kind} is no session`);
    const page = await forger.request("/dashboard");
    assert(isRedirect(page), `a token ${kind} opens no page: ${page.status}`);
    assert(!page.text.includes("@people.example"), `a token ${kind} shows nobody's data`);
  }
}

/** Clause 9: a token ends when it says, however often it is used. */
export async function expiry({ shortLived, visitor, advance }: ClauseContext): Promise<void> {
  const server = await shortLived();
  const person = newPerson();
  const browser = await visitor({ server }).signUp(person);
  await assertSignedIn(browser, person, "with a new token");
  await advance(server, 60 * 60 * 1000);
  assert.equal((await browser.me()).status, 401, "an hour later the token is no session");
  assert(isRedirect(await browser.request("/dashboard")), "and opens no page");
}

/** Clause 12: whom one instance knows, the other knows. */
export async function instances({ server, second: another, visitor }: ClauseContext) {
  const second = await another();
  const person = newPerson();
  const onA = await visitor({ server }).signUp(person);
  await assertSignedIn(onA.thief().at(second.origin), person, "on the other instance");
  await assertSignedOut(visitor({ server: second }), "a visitor of the other instance");
}

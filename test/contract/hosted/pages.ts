import assert from "node:assert/strict";
import type { ClauseContext } from "../clause.ts";
import { bad } from "../clauses/15-redirect-targets.ts";
import { assertSentToLogin, isRedirect, target } from "../clauses/shared.ts";
import { newPerson } from "../driver/person.ts";
import type { Visitor } from "../driver/visitor.ts";
import { claimsOf, forgeries, signToken } from "./tokens.ts";

const asked = [
  "/dashboard",
  "/dashboard?from=mail&x=a%26b",
  "/account",
  "/account/security",
  "/admin",
];

/** Clause 1: a visitor, and somebody with a token that is none, is sent on before any page is. */
export async function wayBack({ visitor, demo }: ClauseContext): Promise<void> {
  for (const path of asked) {
    const redirect = await visitor().request(path);
    assertSentToLogin(redirect);
    assert.equal(target(redirect).searchParams.get("next"), path, "the way back");
  }
  const person = await visitor().signUp(newPerson());
  for (const [kind, token] of Object.entries(forgeries(person.jar.get("__session") ?? ""))) {
    const forger = person.thief();
    forger.jar.set("__session", token);
    for (const path of asked) {
      const reply = await forger.request(path);
      assert(isRedirect(reply), `${path} with a token ${kind} answers ${reply.status}`);
      assert(!reply.text.includes("@people.example"), `${path} shows a user to a token ${kind}`);
    }
  }
  // Clerk's script leads here after the login; the application takes it from there.
  for (const path of asked.slice(0, 4)) {
    const reply = await visitor().login(demo.user, path);
    const { pathname, search } = target(reply);
    assert.equal(pathname + search, path, "who is signed in goes on to the page first asked for");
    const again = visitor();
    await again.login(demo.user);
    assert((await again.open("/dashboard")).text.includes(demo.user.email), "and sees it");
  }
}

/** What the login and sign-up pages tell Clerk's form about the page after it: on each router, and moved. */
const told = [
  /\\?"fallbackRedirectUrl\\?":\\?"([^"\\]*)/,
  /"pageProps":\{"next":"([^"]*)"/,
  /\\"next\\":\\"([^"\\]*)/,
];

/** Clause 15: whatever stands in the address, neither page nor form leads away from this site. */
export async function redirectTargets({ visitor }: ClauseContext): Promise<void> {
  const signedIn = await visitor().signUp(newPerson());
  for (const page of ["/login", "/signup"]) {
    for (const next of [...bad, "/account"]) {
      const address = `${page}?next=${encodeURIComponent(next)}`;
      const expected = next === "/account" ? next : undefined;
      const reply = await signedIn.request(address);
      const url = target(reply);
      assert.equal(url.origin, reply.url.origin, `${JSON.stringify(next)} leads to ${url}`);
      const location = reply.headers.location ?? "";
      assert(!/^\s*[\\/]{2}|^\/[\s\\]|[\r\n\t\\]/.test(location), `it leads to ${location}`);
      if (expected) assert.equal(url.pathname, expected);

      const { text } = await visitor().request(address);
      const after = told.map((pattern) => pattern.exec(text)?.[1]).find(Boolean);
      assert(after, `${page} tells Clerk's form where to go next`);
      const there = new URL(after, "http://this-site.invalid");
      assert.equal(there.origin, "http://this-site.invalid", `${JSON.stringify(next)}: ${after}`);
      if (expected) assert.equal(after, expected);
    }
  }
}

/** Clause 16: no cache keeps what a signed-in user is sent. */
export async function noStore({ visitor, demo }: ClauseContext): Promise<void> {
  const browser = visitor();
  await browser.login(demo.admin);
  for (const path of ["/", "/dashboard", "/account", "/admin", "/api/me", "/api/admin/users"]) {
    const { status, headers } = await browser.request(path);
    assert.equal(status, 200, `${path} is served`);
    const caching = headers["cache-control"] ?? "";
    assert.match(caching, /\bno-store\b/, `${path} says no-store: ${caching}`);
    assert.match(caching, /\bprivate\b/, `${path} says private: ${caching}`);
  }
}

/** Clause 22: a token that names its user costs no question to Clerk, and any other one at most. */
export async function oneRead({ visitor, demo, server, store }: ClauseContext): Promise<void> {
  const browser = visitor();
  await browser.login(demo.admin);
  const bare = withoutClaims(browser);
  for (const path of ["/", "/dashboard", "/admin", "/api/me", "/api/admin/users"]) {
    for (const [who, reads] of [[browser, 0] as const, [bare, 1] as const]) {
      const before = (await store.traffic(server)).reads;
      assert.equal((await who.request(path)).status, 200, `${path} is served`);
      const made = (await store.traffic(server)).reads - before;
      assert.equal(made, reads, `${path} fetches the user ${made} times`);
    }
  }
}

/** The same session, with a token that does not say who the user is: Clerk has to be asked. */
export function withoutClaims(browser: Visitor): Visitor {
  const bare = browser.thief();
  const {
    email: _email,
    name: _name,
    role: _role,
    ...rest
  } = claimsOf(browser.jar.get("__session") ?? "");
  bare.jar.set("__session", signToken(rest));
  return bare;
}

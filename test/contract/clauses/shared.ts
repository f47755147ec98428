import assert from "node:assert/strict";
import type { Page as BrowserPage } from "playwright-core";
import type { Reply } from "../driver/http.ts";
import type { Person } from "../driver/person.ts";
import type { Visitor } from "../driver/visitor.ts";

/** Pages that nobody sees without a session. */
export const protectedPages = ["/dashboard", "/account", "/admin"] as const;

/** Whether a reply sends the visitor on before a byte of the page is streamed. */
export function isRedirect({ status }: Reply): boolean {
  return status === 302 || status === 303 || status === 307;
}

/** Where a redirect leads. @throws AssertionError when the reply is none */
export function target(reply: Reply): URL {
  const location = reply.headers.location;
  assert(
    isRedirect(reply) && location,
    `${reply.url.pathname} answered ${reply.status} instead of a redirect`,
  );
  return new URL(location, reply.url);
}

/** @throws AssertionError unless the reply sends the visitor to the login page */
export function assertSentToLogin(reply: Reply): void {
  assert.equal(target(reply).pathname, "/login", `${reply.url.pathname} leads to the login page`);
}

/** @throws AssertionError unless the server knows who the visitor is, and it is `person` */
export async function assertSignedIn(visitor: Visitor, person: Pick<Person, "email">, when = "") {
  const { status, user } = await visitor.me();
  assert.equal(status, 200, `${person.email} is signed in ${when}`.trim());
  assert.equal(user?.email, person.email, `the session is that of ${person.email} ${when}`.trim());
}

/** @throws AssertionError unless both the JSON route and a page take the visitor for nobody */
export async function assertSignedOut(visitor: Visitor, when: string): Promise<void> {
  assert.equal((await visitor.me()).status, 401, `the JSON route refuses ${when}`);
  assertSentToLogin(await visitor.request("/dashboard"));
}

/** Logs in by hand in a real browser, and waits for the page after it. */
export async function logInByHand(page: BrowserPage, person: Person): Promise<void> {
  const form = page.locator('form[data-form="login"]');
  await form.locator('[name="email"]').fill(person.email);
  await form.locator('[name="password"]').fill(person.password);
  await form.locator('button[type="submit"], button:not([type])').first().click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

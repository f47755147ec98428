import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import type { Reply } from "../driver/http.ts";
import { credentials, newPerson } from "../driver/person.ts";
import { isRedirect } from "./shared.ts";

export const bad = [
  "//evil.example",
  "///evil.example",
  "////evil.example/x",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "https://evil.example",
  "https:evil.example",
  "https:/evil.example",
  "HTTPS://evil.example/dashboard",
  "http://localhost@evil.example/",
  "http://localhost.evil.example/",
  "//localhost@evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)//",
  " javascript:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "%2F%2Fevil.example",
  "/%2F/evil.example",
  "/%5Cevil.example",
  "/%2e%2e//evil.example",
  "/./\\evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/dashboard/..//evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "\u0000//evil.example",
  "/\u2028/evil.example",
  "//evil.example\\@localhost",
  "/login?next=//evil.example",
  "/login?next=https%3A%2F%2Fevil.example",
  "/dashboard\r\nLocation: https://evil.example",
  "ftp://evil.example",
  "//[::ffff:1.2.3.4]/",
  "evil.example",
  "@evil.example",
  "/session/refresh?next=//evil.example",
];
const good = ["/dashboard?tab=a%26b", "/account", "/account#sessions"];

export const redirectTargets: ClauseCheck = {
  clause: 15,
  title: "after login nobody is sent away from this site",
  needs: [],
  async run({ visitor, auth }) {
    const person = newPerson();
    const signedIn = await visitor().signUp(person);
    const form = (await visitor().open("/login?next=/account")).form("login");
    assert(
      form.fields.some(([name]) => name === "next"),
      "the way back is a field named next",
    );
    for (const next of bad) {
      const query = `next=${encodeURIComponent(next)}`;
      await assertStays(signedIn, await signedIn.request(`/session/refresh?${query}`), next);
      await assertStays(signedIn, await signedIn.request(`/login?${query}`), next);
      // The field is the visitor's to change, too.
      const browser = visitor();
      await assertStays(
        browser,
        await browser.submit(form, { ...credentials(person), next }),
        next,
      );
    }
    // What the login page makes of its query, in the form and in the link to sign-up.
    for (const next of bad.filter((_, index) => index % 4 === 0)) {
      const query = `next=${encodeURIComponent(next)}`;
      const browser = visitor();
      await assertStays(browser, await browser.login(person, next), next);
      const signUp = await visitor().open(`/signup?${query}`);
      const stranger = visitor();
      const { name, email, password } = newPerson();
      const reply = await stranger.submit(signUp.form("signup"), { name, email, password });
      await assertStays(stranger, reply, next);
    }
    for (const door of auth.doors) {
      for (const next of bad) {
        const browser = visitor();
        await assertStays(browser, await door.signIn(browser, person, { next }), next);
        const path = door.pathTo?.(next);
        if (path) await assertStays(browser, await visitor().request(path), next);
      }
    }
    for (const next of good) {
      const browser = visitor();
      const reply = await browser.login(person, next);
      const url = new URL(reply.headers.location ?? "", reply.url);
      assert.equal(url.pathname + url.search + url.hash, next, "a page of this site is kept");
    }
  },
};

/** Follows wherever the reply leads, as long as it leads somewhere. */
async function assertStays(
  visitor: { request(url: URL): Promise<Reply> },
  first: Reply,
  next: string,
): Promise<void> {
  let reply = first;
  const shown = JSON.stringify(next);
  for (let hops = 0; isRedirect(reply) && hops < 6; hops++) {
    const location = reply.headers.location ?? "";
    const url = new URL(location, reply.url);
    assert.equal(url.origin, reply.url.origin, `${shown} leads to ${location}`);
    assert(!/^\s*[\\/]{2}|^\/[\s\\]|[\r\n\t\\]/.test(location), `${shown} leads to ${location}`);
    // A second hop must not unwrap what the first had wrapped; pages themselves end the way.
    if (!["/session/refresh", "/login"].includes(url.pathname)) return;
    reply = await visitor.request(url);
  }
  assert(reply.status < 500, `${shown} answered ${reply.status}`);
}

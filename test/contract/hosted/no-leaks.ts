import assert from "node:assert/strict";
import type { ClauseContext } from "../clause.ts";
import { newPerson } from "../driver/person.ts";
import { forgeries } from "./tokens.ts";

/** Where Clerk's service is, by the publishable key. */
const clerk = "https://clerk.app.example";

/** Tokens of another time. Clerk has its own service renew them, to which it sends the old one. */
const renewed = ["expired", "not valid yet"];

const paths = ["/", "/login", "/signup", "/dashboard", "/account", "/admin", "/nowhere", "/api/me"];

/** Clause 18: runs after the others, and searches what the application said during all of them. */
export async function noLeaks({ visitor, recorder }: ClauseContext): Promise<void> {
  const person = newPerson();
  const browser = await visitor().signUp(person);
  const [[, token] = ["", ""]] = await browser.sessionCookies();
  assert(token, "the token is searched for");
  for (const [kind, session] of Object.entries({ good: token, ...forgeries(token) })) {
    if (!renewed.includes(kind)) recorder.secret(`a session token (${kind})`, session);
    for (const path of paths) {
      const sender = browser.thief();
      sender.jar.set("__session", session);
      const { headers } = await sender.request(path);
      if (headers.location?.includes(session)) {
        assert.equal(new URL(headers.location).origin, clerk, "old tokens go to Clerk alone");
      }
      await sender.request(path, { headers: { rsc: "1", accept: "*/*" } });
    }
  }
  assert((await browser.open("/dashboard")).text.includes(person.name), "pages are searched");
  assert(
    recorder.payloads.some(({ text }) => text.includes(person.name)),
    "payloads are kept",
  );
  assert.deepEqual(recorder.leaks(), [], "nothing that is secret was sent or logged");
}

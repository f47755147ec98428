import assert from "node:assert/strict";
import type { ClauseContext } from "../clause.ts";
import { forgeries, fromEvilPage } from "../clauses/14-cross-site.ts";
import { newPerson } from "../driver/person.ts";

/** Clause 14: what other sites send changes nothing; what the site itself sends is served. */
export async function crossSite(context: ClauseContext): Promise<void> {
  const { visitor, server } = context;
  const person = newPerson();
  const browser = await visitor().signUp(person);
  const rename = { method: "PATCH", body: JSON.stringify({ name: "Mallory" }) };
  const json = { "content-type": "application/json" };
  const form = { "content-type": "application/x-www-form-urlencoded" };
  for (const [name, headers] of Object.entries(forgeries)) {
    const patch = await browser.request("/api/me", { ...rename, headers: { ...json, ...headers } });
    assert.equal(patch.status, 403, `a route handler refuses ${name}`);
    for (const path of ["/", "/dashboard", "/account", "/login"]) {
      const post = { method: "POST", body: "name=Mallory", headers: { ...form, ...headers } };
      const { status } = await browser.request(path, post);
      assert(status >= 400 && status < 500, `a form posted to ${path} with ${name}: ${status}`);
    }
  }
  assert(!(await browser.request("/api/me")).text.includes("Mallory"), "nothing was changed");
  const own = await browser.request("/api/me", { ...rename, headers: json });
  assert.equal(own.status, 200, "the same request from the site itself is served");
  assert(own.text.includes("Mallory"), "and does what it says");
  const action = new URL("/dashboard", server.origin);
  const fields = [["name", "Eve"]] as const;
  const evil = { action, method: "POST", multipart: false, fields, text: "" };
  await fromEvilPage(context, person, evil);
}

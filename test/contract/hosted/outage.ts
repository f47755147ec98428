import assert from "node:assert/strict";
import type { AppServer } from "../app/server.ts";
import type { ClauseContext } from "../clause.ts";
import { assertClear, slowest, timeout } from "../clauses/13-outage.ts";
import type { Reply } from "../driver/http.ts";
import type { Visitor } from "../driver/visitor.ts";
import { withoutClaims } from "./pages.ts";

const recovery = 15_000; // ms until the application works again by itself

/** Clause 13: Clerk's API does not answer. What needs none of it goes on; the rest says so in time. */
export async function outage(context: ClauseContext): Promise<void> {
  const { store, start } = context;
  assert(typeof store.outage !== "string");
  // Without CLERK_JWT_KEY, Clerk is asked for the key of every token that is not known yet.
  const asking = { CLERK_JWT_KEY: undefined };
  for (const { name, begin, end } of store.outage) {
    const server = await start();
    const people = await signedIn(context, server);
    const keyless = await start({ env: asking });
    await begin();
    try {
      await servedByToken(people.known, name);
      await toldInTime(people, name);
      await toldWithoutKey(people.known.at(keyless.origin), name);
    } finally {
      await end();
    }
    for (const instance of [server, keyless]) {
      assert.equal(instance.child.ended, undefined, `${name}: the server is still running`);
      await recovered(people.bare.at(instance.origin), name);
    }
  }
}

interface People {
  /** An admin whose token says who that is, and one whose token does not. */
  readonly known: Visitor;
  readonly bare: Visitor;
  /** What the slowest page takes on a good day, in milliseconds. */
  readonly usual: number;
}

async function signedIn({ visitor, demo }: ClauseContext, server: AppServer): Promise<People> {
  const known = visitor({ server });
  await known.login(demo.admin);
  const bare = withoutClaims(known);
  const open = (path: string) => async () => {
    assert.equal((await bare.open(path)).status, 200, `${path} is served on a good day`);
  };
  return { known, bare, usual: await slowest([open("/dashboard"), open("/admin")]) };
}

async function servedByToken(known: Visitor, name: string): Promise<void> {
  for (const path of ["/api/me", "/dashboard", "/", "/account"]) {
    const { status } = await known.request(path, { timeout });
    assert.equal(status, 200, `${name}: ${path} needs nothing of Clerk's`);
  }
}

async function toldInTime({ known, bare, usual }: People, name: string): Promise<void> {
  const json = { "content-type": "application/json" };
  const patch = { method: "PATCH", body: JSON.stringify({ name: "Ada" }), headers: json };
  const answers = await Promise.all([
    bare.request("/api/me", { timeout }),
    known.request("/api/admin/users", { timeout }),
    known.request("/api/me", { ...patch, timeout }),
  ]);
  for (const reply of answers) {
    await assertClear(reply, bare, name, usual);
    assert.equal(reply.status, 503, `${name}: ${reply.url.pathname} says that Clerk is away`);
    assert.deepEqual(JSON.parse(reply.text), { error: "store_unavailable" });
  }
  for (const [who, path] of [
    [bare, "/dashboard"],
    [bare, "/account"],
    [known, "/admin"],
  ] as const) {
    const reply = await who.request(path, { timeout });
    await assertClear(reply, who, name, usual);
    const { status, text } = await who.follow(reply);
    assert.equal(status, 503, `${name}: ${path} leads to the page for an outage`);
    assert.match(text, /Be right back/);
  }
  const start = await bare.request("/", { timeout });
  await assertClear(start, bare, name, usual);
  assert.equal(start.status, 200, `${name}: what everybody may see is served`);
}

async function toldWithoutKey(browser: Visitor, name: string): Promise<void> {
  const usual = 500; // ms; this instance has not been asked for anything yet
  const clear = async (reply: Reply) => assertClear(reply, browser, name, usual);
  for (const path of ["/api/me", "/dashboard", "/admin", "/api/admin/users"]) {
    const reply = await browser.request(path, { timeout });
    await clear(reply);
    assert(!reply.text.includes("@people.example"), `${name}: ${path} shows what it cannot verify`);
    const page = await browser.follow(reply);
    assert([401, 503].includes(page.status), `${name}: ${path} says so: ${page.status}`);
  }
}

async function recovered(visitor: Visitor, name: string): Promise<void> {
  const deadline = Date.now() + recovery;
  while ((await visitor.me()).status !== 200) {
    assert(Date.now() < deadline, `${name}: works again within ${recovery / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

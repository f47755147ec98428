import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import type { Reply } from "../driver/http.ts";
import { credentials, newPerson } from "../driver/person.ts";
import type { Visitor } from "../driver/visitor.ts";
import { assertSignedIn, isRedirect } from "./shared.ts";

const patience = 2_000; // ms for an answer while the store is away, on top of what a page takes otherwise
const timeout = 4_000; // ms until a silent application is given up
const recovery = 15_000; // ms until the application works again by itself

const traces = /\n\s+at .+:\d+:\d+|node_modules|ECONNREFUSED|SQLITE_|\bERR_[A-Z]|127\.0\.0\.1/;

export const outage: ClauseCheck = {
  clause: 13,
  title: "without its store the application says so within 2 s, and recovers by itself",
  needs: ["outage"],
  async run({ store, start, visitor }) {
    assert(typeof store.outage !== "string");
    for (const { name, env, begin, end } of store.outage) {
      const server = await start({ env });
      const person = newPerson();
      const browser = await visitor({ server }).signUp(person);
      const loginForm = (await visitor({ server }).open("/login")).form("login");
      const logIn = () => visitor({ server }).submit(loginForm, credentials(person), { timeout });

      const usual = await slowest([
        () => browser.open("/dashboard"),
        () => browser.open("/account"),
      ]);

      const clear = (reply: Reply, who: Visitor) => assertClear(reply, who, name, usual);
      await begin();
      try {
        await clear(await browser.request("/api/me", { timeout }), browser);
        for (const path of ["/dashboard", "/account", "/"]) {
          await clear(await browser.request(path, { timeout }), browser);
        }
        await clear(await logIn(), visitor({ server }));
        const crowd = Array.from({ length: 6 }, () => browser.request("/api/me", { timeout }));
        for (const reply of await Promise.all(crowd)) await clear(reply, browser);
        const nobody = await visitor({ server }).request("/api/me");
        assert([401, 503].includes(nobody.status), `${name}: a visitor gets ${nobody.status}`);
      } finally {
        await end();
      }
      assert.equal(server.child.ended, undefined, `${name}: the server is still running`);
      await recovered(browser, name);
      await assertSignedIn(browser, person, `after ${name}`);
      const again = visitor({ server });
      await again.login(person);
      await assertSignedIn(again, person, `by a new login after ${name}`);
    }
  },
};

/** Clear: what the page says is true, or that it cannot say; quick, and without entrails. */
async function assertClear(
  reply: Reply,
  visitor: Visitor,
  name: string,
  usual: number,
): Promise<void> {
  const longest = usual + patience;
  const what = `${name}: ${reply.url.pathname}`;
  assert(reply.ms < longest, `${what} took ${reply.ms.toFixed(0)} ms`);
  assert(!traces.test(reply.text), `${what} shows its entrails: ${traces.exec(reply.text)?.[0]}`);
  if (isRedirect(reply)) {
    const next = await visitor.request(new URL(reply.headers.location ?? "", reply.url));
    assert(next.ms + reply.ms < longest, `${what} and where it leads took too long`);
    assert([200, 401, 503].includes(next.status), `${what} leads to ${next.status}`);
    return;
  }
  assert([200, 401, 503].includes(reply.status), `${what} answered ${reply.status}`);
}

/** How long the slowest of some things takes on this machine, in milliseconds. */
async function slowest(things: readonly (() => Promise<unknown>)[]): Promise<number> {
  let longest = 0;
  for (const thing of things) {
    const started = performance.now();
    await thing();
    longest = Math.max(longest, performance.now() - started);
  }
  return longest;
}

async function recovered(visitor: Visitor, name: string): Promise<void> {
  const deadline = Date.now() + recovery;
  while ((await visitor.me()).status !== 200) {
    assert(Date.now() < deadline, `${name}: works again within ${recovery / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

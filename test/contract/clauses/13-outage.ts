import assert from "node:assert/strict";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import type { Reply } from "../driver/http.ts";
import { credentials, newPerson } from "../driver/person.ts";
import type { Visitor } from "../driver/visitor.ts";
import type { Outage } from "../stores/store.ts";
import { assertSignedIn, assertSignedOut, isRedirect } from "./shared.ts";

const patience = 2_000; // ms for an answer while the store is away, on top of what a page takes otherwise
export const timeout = 4_000; // ms until a silent application is given up
const recovery = 15_000; // ms until the application works again by itself
const catchUp = 3_000; // ms that the tiers of a store have for it after an outage

const traces = /\n\s+at .+:\d+:\d+|node_modules|ECONNREFUSED|SQLITE_|\bERR_[A-Z]|127\.0\.0\.1/;

export const outage: ClauseCheck = {
  clause: 13,
  title: "without its store the application says so within 2 s, and recovers by itself",
  needs: ["outage"],
  async run(context) {
    const { store, start, visitor, auth } = context;
    assert(typeof store.outage !== "string");
    for (const { name, env, forgetsSessions, survives, begin, end } of store.outage) {
      const server = await start({ env });
      const person = newPerson();
      const browser = await visitor({ server }).signUp(person);
      const loginForm = (await visitor({ server }).open("/login")).form("login");

      const usual = await slowest([
        () => browser.open("/dashboard"),
        () => browser.open("/account"),
      ]);

      const clear = (reply: Reply, who: Visitor) => assertClear(reply, who, name, usual);
      await begin();
      try {
        const ask = (path: string) => browser.request(path, { timeout });
        const doors = auth.doors.flatMap(({ session }) => session ?? []);
        const paths = ["/api/me", "/dashboard", "/account", "/", ...doors];
        const first = await Promise.all(paths.map(ask));
        for (const reply of first) await clear(reply, browser);
        const other = visitor({ server }); // whose login works where another tier is left for it
        await clear(await other.submit(loginForm, credentials(person), { timeout }), other);
        const crowd = await Promise.all(Array.from({ length: 6 }, () => ask("/api/me")));
        for (const reply of crowd) await clear(reply, browser);
        if (survives) await servedAllTheSame(browser, name, usual);
        const nobody = await visitor({ server }).request("/api/me");
        assert([401, 503].includes(nobody.status), `${name}: a visitor gets ${nobody.status}`);
      } finally {
        await end();
      }
      assert.equal(server.child.ended, undefined, `${name}: the server is still running`);
      await recovered(browser, name, forgetsSessions ? 401 : 200);
      if (forgetsSessions) await assertSignedOut(browser, `a session from before ${name}`);
      else await assertSignedIn(browser, person, `after ${name}`);
      const again = visitor({ server });
      await signsIn(again, () => again.login(person), name);
      await assertSignedIn(again, person, `by a new login after ${name}`);
    }
    const survived = store.outage.filter(({ survives }) => survives);
    for (const [index, first] of survived.entries()) {
      const second = survived[(index + 1) % survived.length];
      if (second) await endedForGood(context, first, second);
    }
  },
};

/** Another tier has the session, and nobody waits for the one that is gone more than once. */
async function servedAllTheSame(browser: Visitor, name: string, usual: number): Promise<void> {
  for (const path of ["/api/me", "/dashboard", "/api/me", "/dashboard"]) {
    const { status, ms } = await browser.request(path, { timeout });
    assert.equal(status, 200, `${name}: ${path} is served by the tier that is left`);
    assert(ms < usual + 500, `${name}: ${path} took ${ms.toFixed(0)} ms, not for the first time`);
  }
}

/**
 * What was ended while one tier was away stays ended when that tier is back and another is away: it
 * still has what it had when it went.
 * @param second the outage of another tier
 */
async function endedForGood(
  { start, visitor }: ClauseContext,
  first: Outage,
  second: Outage,
): Promise<void> {
  const when = `after ${first.name}, then ${second.name}`;
  const server = await start({ env: { ...first.env, ...second.env } });
  const person = newPerson();
  const leaving = await visitor({ server }).signUp(person);
  const thief = leaving.thief();
  const staying = visitor({ server });
  await staying.login(person);
  const dashboard = await leaving.open("/dashboard");
  await first.begin();
  let left: Reply;
  try {
    left = await leaving.submit(dashboard.form("logout"), {}, { timeout });
  } finally {
    await first.end();
  }
  const ended = isRedirect(left) && !/unavailable/.test(left.headers.location ?? "");
  await recovered(staying, when, 200);
  const again = visitor({ server });
  await signsIn(again, () => again.login(person), when);
  if (ended) await assertSignedOut(thief, `the cookie from before logging out ${when}`);
  // Nobody promises that a tier has caught up at once; use goes on meanwhile.
  for (const deadline = Date.now() + catchUp; Date.now() < deadline; ) {
    for (const browser of [staying, again]) await assertSignedIn(browser, person, when);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await second.begin();
  try {
    const { status } = await thief.request("/api/me", { timeout });
    if (ended) assert(status === 401 || status === 503, `what has ended is ${status} ${when}`);
    for (const browser of [staying, again]) {
      assert.equal((await browser.me()).status, 200, `who is signed in is served ${when}`);
    }
  } finally {
    await second.end();
  }
  await recovered(staying, when, 200);
  if (ended) await assertSignedOut(thief, `the cookie from before logging out, ${when}, both back`);
}

/** Clear: what the page says is true, or that it cannot say; quick, and without entrails. */
export async function assertClear(
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
export async function slowest(things: readonly (() => Promise<unknown>)[]): Promise<number> {
  let longest = 0;
  for (const thing of things) {
    const started = performance.now();
    await thing();
    longest = Math.max(longest, performance.now() - started);
  }
  return longest;
}

/** Reading may work again before writing does. */
async function signsIn(visitor: Visitor, logIn: () => Promise<unknown>, name: string) {
  const deadline = Date.now() + recovery;
  for (;;) {
    await logIn();
    if ((await visitor.me()).status === 200) return;
    assert(Date.now() < deadline, `${name}: a login works again within ${recovery / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** @param status what the JSON route answers the visitor when the store is back */
async function recovered(visitor: Visitor, name: string, status: number): Promise<void> {
  const deadline = Date.now() + recovery;
  while ((await visitor.me()).status !== status) {
    assert(Date.now() < deadline, `${name}: works again within ${recovery / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

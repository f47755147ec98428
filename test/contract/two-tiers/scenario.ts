import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { redisPostgres } from "../stores/redis+postgres.ts";
import type { Outage } from "../stores/store.ts";
import { betterAuth } from "./better-auth.ts";
import { serverSession } from "./server-session.ts";
import type { Begun, Import, Subject } from "./subject.ts";

// The sessions of an application on two tiers, without its pages, against real servers that come and
// go in every order in which a session could come back. Run by two-tiers.test.ts; ends with 0 when all
// of it holds. Arguments: the auth library, and the folder of the application.

const subjects: Readonly<Record<string, (load: Import) => Promise<Subject>>> = {
  "better-auth": betterAuth,
  "server-session": serverSession,
};
const [auth = "", app = ""] = process.argv.slice(2);
const load: Import = (module) => import(pathToFileURL(path.join(app, `${module}.ts`)).href);

const directory = await mkdtemp(path.join(os.tmpdir(), "two-tiers-"));
const servers = await redisPostgres.open(directory);
Object.assign(process.env, servers.env);
const [redis, postgres] = servers.outage as readonly [Outage, Outage];

const caughtUp = () => new Promise((resolve) => setTimeout(resolve, 2_500));

try {
  const subject = await subjects[auth]?.(load);
  assert(subject, `a subject for ${auth}`);
  await run(subject);
} finally {
  await servers.close();
  await rm(directory, { recursive: true, force: true });
}
process.exit(0);

async function run({ addUser, begin, end, endOthers, exchange, lastUse, use }: Subject) {
  async function check(when: string, session: Begun, expected: "live" | "ended" | "unknown") {
    const found = await lastUse(session).catch((error: Error) => error);
    if (found instanceof Error) assert.equal(found.name, "StoreUnavailableError");
    const state = found instanceof Error ? "unknown" : found === null ? "ended" : "live";
    assert.equal(state, expected, `${session.id} ${when}`);
  }

  await addUser("ann", "user");
  await addUser("eve", "admin");
  await caughtUp();
  const [leaves, stays, late] = [await begin("ann"), await begin("ann"), await begin("ann")];
  const [moves, moved] = [await begin("ann"), await begin("ann")];
  const elevated = await begin("eve");

  await redis.begin();
  await check("without Redis", leaves, "live");
  await end(leaves);
  const movedOn = await exchange(moved);
  const begun = await begin("ann");
  await redis.end();
  await caughtUp();
  for (const session of [stays, begun, movedOn]) await check("with both", session, "live");
  await check("exchanged while Redis was away", moved, "ended");
  const next = await exchange(moves);
  await new Promise((resolve) => setTimeout(resolve, 200)); // copies are made behind the answer

  await postgres.begin();
  await check("ended while Redis was away; now PostgreSQL is", leaves, "ended");
  await check("exchanged while Redis was away; now PostgreSQL is", moved, "ended");
  await check("exchanged with both; now PostgreSQL is away", moves, "ended");
  await check("begun by exchange with both; now PostgreSQL is away", next, "live");
  await check("begun by exchange while Redis was away; now PostgreSQL is", movedOn, "live");
  await check("used with both; now PostgreSQL is away", stays, "live");
  await check("begun while Redis was away; now PostgreSQL is", begun, "live");
  await check("with more than a user's rights, without PostgreSQL", elevated, "unknown");
  await assert.rejects(end(stays), { name: "StoreUnavailableError" });
  await check("that could not be ended", stays, "live");
  const used = Date.now();
  await use(stays);
  assert(Number(await lastUse(stays)) >= used, "use without PostgreSQL is written into the copy");

  await redis.begin();
  await check("without both", stays, "unknown");
  await redis.end();
  await caughtUp();
  await check("with a Redis that nobody could tell what has ended", stays, "unknown");
  await postgres.end();
  await caughtUp();
  await check("with both back", stays, "live");
  await check("ended before, with both back", leaves, "ended");
  await check("of an admin, with both back", elevated, "live");

  await endOthers(stays);
  await check("of another device", late, "ended");
  await postgres.begin();
  await check("of another device, without PostgreSQL", late, "ended");
  await check("that was not meant", stays, "live");
  // A copy that was under way when its session ended arrives after the mark.
  await use(late);
  await check("used after it has ended", late, "ended");
  await postgres.end();
}

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { SessionRecord, Store } from "../../../templates/base/lib/store/types.ts";
import { redisPostgres } from "../stores/redis+postgres.ts";
import type { Outage } from "../stores/store.ts";

// The store of two tiers by itself, against real servers that come and go in every order in which
// a session could come back. Run by two-tiers.test.ts; ends with 0 when all of it holds.

const directory = await mkdtemp(path.join(os.tmpdir(), "two-tiers-"));
const servers = await redisPostgres.open(directory);
Object.assign(process.env, servers.env);
const [redis, postgres] = servers.outage as readonly [Outage, Outage];
const templates = path.resolve(import.meta.dirname, "../../../templates");
const module = path.join(templates, "store/redis+postgres/lib/store/store.ts");
const { getStore }: { getStore(): Store } = await import(pathToFileURL(module).href);
const { sessions, users } = getStore();

const caughtUp = () => new Promise((resolve) => setTimeout(resolve, 2_500));
const user = { id: "ann", email: "ann@people.example", name: "Ann", role: "user" as const };
const admin = { ...user, id: "eve", email: "eve@people.example", role: "admin" as const };
let count = 0;

async function begin(userId: string, role: "user" | "admin" = "user"): Promise<SessionRecord> {
  const now = Date.now();
  count += 1;
  const names = {
    idHash: `hash-${count}`,
    handle: `handle-${count}`,
    userId,
    role,
    device: "test",
  };
  const times = { createdAt: now, lastUsedAt: now, idleUntil: now + 600_000 };
  const session = { ...names, ...times, expiresAt: now + 3_600_000 };
  await sessions.create(session);
  return session;
}

async function stateOf({ idHash }: SessionRecord): Promise<"live" | "ended" | "unknown"> {
  const found = await sessions.read(idHash).catch((error: Error) => error);
  if (!(found instanceof Error)) return found ? "live" : "ended";
  assert.equal(found.name, "StoreUnavailableError");
  return "unknown";
}

async function check(when: string, session: SessionRecord, expected: string): Promise<void> {
  assert.equal(await stateOf(session), expected, `${session.idHash} ${when}`);
}

try {
  for (const account of [user, admin]) await users.create({ ...account, passwordHash: "none" });
  await caughtUp();
  const [leaves, stays, late] = [await begin("ann"), await begin("ann"), await begin("ann")];
  const elevated = await begin("eve", "admin");

  await redis.begin();
  await check("without Redis", leaves, "live");
  assert.equal(await sessions.delete(leaves.idHash), true);
  const begun = await begin("ann");
  await redis.end();
  await caughtUp();
  for (const session of [stays, begun]) await check("with both", session, "live");
  await new Promise((resolve) => setTimeout(resolve, 200)); // copies are made behind the answer

  await postgres.begin();
  await check("ended while Redis was away; now PostgreSQL is", leaves, "ended");
  await check("used with both; now PostgreSQL is away", stays, "live");
  await check("begun while Redis was away; now PostgreSQL is", begun, "live");
  await check("with more than a user's rights, without PostgreSQL", elevated, "unknown");
  await assert.rejects(sessions.delete(stays.idHash), { name: "StoreUnavailableError" });
  await check("that could not be ended", stays, "live");

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

  await sessions.deleteAllOf("ann", stays.idHash);
  await check("of another device", late, "ended");
  await postgres.begin();
  await check("of another device, without PostgreSQL", late, "ended");
  await check("that was not meant", stays, "live");
  // A copy that was under way when its session ended arrives after the mark.
  await sessions.touch({ ...late, lastUsedAt: Date.now() });
  await check("touched after it has ended", late, "ended");
  await postgres.end();
} finally {
  await servers.close();
  await rm(directory, { recursive: true, force: true });
}
process.exit(0);

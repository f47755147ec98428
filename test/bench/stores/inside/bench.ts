import { randomBytes } from "node:crypto";
import { getStore } from "@/lib/store/store";
import type { SessionRecord } from "@/lib/store/types";
import * as kept from "./size";

// Runs inside a generated project, on the store's own code, and prints one line of JSON. `node
// --expose-gc`, because a store in memory is measured by the heap.

const RECORDS = Number(process.env.BENCH_RECORDS);
const AT_ONCE = Number(process.env.BENCH_AT_ONCE);
const READS = 5000;

/** Stores where each write waits for the disk bring a faster way to fill them. */
type Fill = (records: number, idleUntil: number) => Promise<void>;

const store = getStore();
const user = {
  id: "c0ffee00-0000-4000-8000-000000000000",
  email: "bench@people.example",
  name: "Ada Example",
  role: "user" as const,
  passwordHash: randomBytes(64).toString("base64url"),
};

function record(idleUntil: number): SessionRecord {
  const createdAt = Date.now();
  return {
    idHash: randomBytes(32).toString("base64url"),
    handle: randomBytes(12).toString("base64url"),
    userId: user.id,
    role: user.role,
    device: "Chrome on Linux",
    createdAt,
    lastUsedAt: createdAt,
    idleUntil,
    expiresAt: createdAt + 8 * 60 * 60 * 1000,
  };
}

/** Does something `times` times, some at once. */
async function many(times: number, work: (index: number) => Promise<unknown>) {
  const cpu = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < times) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const { user: own, system } = process.cpuUsage(cpu);
  const perSecond = times / ((performance.now() - began) / 1000);
  return { perSecond, cpuMicroseconds: (own + system) / times };
}

async function bench(): Promise<void> {
  await store.users.create(user);
  const later = Date.now() + 30 * 60 * 1000;
  const live = Array.from({ length: 500 }, () => record(later));
  await many(live.length, (index) => store.sessions.create(live[index] as SessionRecord));
  const one = (index: number) => live[index % live.length] as SessionRecord;
  await many(READS, (index) => store.sessions.read(one(index).idHash));
  const reads = await many(READS, (index) => store.sessions.read(one(index).idHash));
  const touches = await many(READS, (index) => store.sessions.touch(one(index)));

  const before = await kept.sizeOf();
  // Stores that expire by themselves would drop them at once: there they live, and nothing is swept.
  const sweeps = process.env.BENCH_SWEEPS === "1";
  const until = sweeps ? Date.now() - 1 : later;
  if ("fill" in kept) await (kept.fill as Fill)(RECORDS, until);
  else await many(RECORDS, () => store.sessions.create(record(until)));
  const bytes = RECORDS ? ((await kept.sizeOf()) - before) / RECORDS : undefined;

  const began = performance.now();
  let longestPause = 0;
  let last = began;
  const pulse = setInterval(() => {
    const now = performance.now();
    longestPause = Math.max(longestPause, now - last);
    last = now;
  }, 1);
  if (sweeps) await store.sweep();
  const sweep = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 5));
  clearInterval(pulse);
  console.log(JSON.stringify({ reads, touches, bytes, sweep, longestPause }));
}

void bench().then(() => process.exit());

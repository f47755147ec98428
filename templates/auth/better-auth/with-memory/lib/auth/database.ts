import type { DBAdapter } from "better-auth/adapters";
import { memoryAdapter } from "better-auth/adapters/memory";
import type { AttemptStore } from "@/lib/store/types";

/**
 * Everything is gone when the process ends, and no other process sees it: for trying things out.
 *
 * It hangs on globalThis because Next.js bundles pages, actions and route handlers apart, and each
 * bundle has its own module variables: a login made in one would be unknown to the others.
 */
const KEY = Symbol.for("create-session-app.store");

interface Memory {
  tables: Parameters<typeof memoryAdapter>[0];
  attempts: Map<string, { count: number; until: number }>;
}

const shared = globalThis as { [KEY]?: Memory };

shared[KEY] ??= {
  tables: { users: [], sessions: [], accounts: [], verifications: [] },
  attempts: new Map(),
};
const memory = shared[KEY];

export const authDatabase = memoryAdapter(memory.tables);

/** A session and its user are one query. */
export const canJoin = true;

export const expiresByItself = false;

/** Nothing to do: plugins that bring tables of their own need them listed above. */
export async function createTables(_: () => Promise<string[]>): Promise<void> {}

/** It can only go away together with the application. */
export const bounded = (adapter: DBAdapter) => adapter;

export const attempts: AttemptStore = {
  async add(key, amount, windowSeconds) {
    const now = Date.now();
    const running = memory.attempts.get(key);
    const counter =
      running && running.until > now ? running : { count: 0, until: now + windowSeconds * 1000 };
    counter.count += amount;
    memory.attempts.set(key, counter);
    return counter.count;
  },
};

export async function removeExpiredAttempts(): Promise<void> {
  const now = Date.now();
  for (const [key, { until }] of memory.attempts) {
    if (until <= now) memory.attempts.delete(key);
  }
}

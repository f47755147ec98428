import type { DBAdapter } from "better-auth/adapters";
import { boundTime } from "@/lib/auth/outage";
import { redisAdapter } from "@/lib/auth/redis-adapter";
import { StoreUnavailableError } from "@/lib/store/unavailable";

export { attempts } from "@/lib/store/redis/attempts";

export const authDatabase = redisAdapter();

/** better-auth asks for sessions and users one after the other. */
export const canJoin = false;

/** Redis has no tables. */
export async function createTables(_: () => Promise<string[]>): Promise<void> {}

export const bounded = (adapter: DBAdapter) =>
  boundTime(adapter, (error) => error instanceof StoreUnavailableError);

export const expiresByItself = true;

/** Nothing to do, as the server does it. */
export async function removeExpiredAttempts(): Promise<void> {}

import type { DBAdapter } from "better-auth/adapters";
import { boundTime } from "@/lib/auth/outage";
import { isOutage } from "@/lib/store/postgres/connection";

export { authDatabase, canJoin, createTables, expiresByItself } from "@/lib/auth/postgres";
export { attempts, removeExpiredAttempts } from "@/lib/store/postgres/attempts";

export const bounded = (adapter: DBAdapter) => boundTime(adapter, isOutage);

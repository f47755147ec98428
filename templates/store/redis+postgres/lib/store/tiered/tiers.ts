import { run } from "@/lib/store/postgres/connection";
import { ask, onDisconnect } from "@/lib/store/redis/connection";
import { passOnEndings } from "./endings";
import { Tier, type TierState } from "./tier";

/**
 * Shared by the whole process: Next.js bundles pages, actions and route handlers apart. Only plain
 * values are: each bundle has its own error classes, and knows no others.
 */
const KEY = Symbol.for("create-session-app.tiers");
const shared = globalThis as { [KEY]?: Record<"postgres" | "redis", TierState> };

/** Has the truth, and is asked first. */
export const postgres = new Tier(
  () => state().postgres,
  async () => {
    await run("select 1");
  },
);

/**
 * Has copies of sessions. A copy says nothing of what happened while Redis was away, so after each
 * loss of the connection, and at the start, PostgreSQL tells it what has ended before it is asked.
 */
export const redis = new Tier(
  () => state().redis,
  async () => {
    await ask((client) => client.ping());
    await passOnEndings();
  },
);

function state() {
  if (!shared[KEY]) {
    shared[KEY] = { postgres: { up: true, since: 0 }, redis: { up: false, since: 0 } };
    onDisconnect(() => redis.leave());
    void redis.comeBack();
  }
  return shared[KEY];
}

import { Redis, ReplyError } from "ioredis";
import { askStore, STORE_TIMEOUT_MS } from "@/lib/store/unavailable";

/**
 * One connection for the whole process, opened when it is first needed: nothing happens in
 * `next build`, and reloading in `next dev` does not open a second one.
 */
const KEY = Symbol.for("create-session-app.redis");
const shared = globalThis as { [KEY]?: Redis };

/** Runs commands against Redis; what is slow or unreachable becomes a StoreUnavailableError. */
export async function ask<T>(commands: (redis: Redis) => Promise<T>): Promise<T> {
  return askStore(() => commands(connection()), isOutage);
}

/** The key for a thing of this application. */
export function key(...parts: string[]): string {
  return (process.env.REDIS_PREFIX ?? "app:") + parts.join(":");
}

function connection(): Redis {
  shared[KEY] ??= connect();
  return shared[KEY];
}

function connect(): Redis {
  const redis = new Redis(process.env.REDIS_URL ?? "redis://127.0.0.1:6379", {
    connectTimeout: STORE_TIMEOUT_MS,
    commandTimeout: STORE_TIMEOUT_MS,
    // Commands wait for one attempt to reconnect and then fail, instead of running much later, when
    // whoever sent them has long been told that it did not work.
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1000),
  });
  // Without a listener an outage would fill the log with warnings, one for each attempt.
  let reported = false;
  redis.on("error", (error) => {
    if (!reported) console.error(`Redis: ${error.message || "cannot connect"}`);
    reported = true;
  });
  redis.on("ready", () => {
    reported = false;
  });
  return redis;
}

/**
 * No answer means an outage, and so do the answers of a server that is loading, full or has lost its
 * primary. Any other answer is a mistake of ours.
 */
function isOutage(error: unknown): boolean {
  if (!(error instanceof ReplyError)) return true;
  return /^(BUSY|CLUSTERDOWN|LOADING|MASTERDOWN|MISCONF|NOREPLICAS|OOM|READONLY|TRYAGAIN)/.test(
    (error as Error).message,
  );
}

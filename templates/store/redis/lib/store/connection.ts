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
  return askStore(() => commands(connection()).catch(nameTheCause), isOutage);
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
    // What cannot be sent fails with the next failed attempt to connect, instead of running much
    // later, when whoever asked has long been told that it did not work.
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
  });
  // Without a listener each failed attempt would be a line in the log.
  redis.on("error", (error) => {
    lastError = error;
  });
  redis.on("ready", () => {
    lastError = undefined;
  });
  return redis;
}

let lastError: Error | undefined;

/** "Reached the max retries" is what the driver says; why it could not connect is what helps. */
function nameTheCause(error: unknown): never {
  throw error instanceof ReplyError ? error : (lastError ?? error);
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

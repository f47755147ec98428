import { type Cluster, type Redis, ReplyError } from "ioredis";
import { askStore, STORE_TIMEOUT_MS } from "@/lib/store/unavailable";
import { openRedis } from "./topology";

/**
 * One connection for the whole process, opened when it is first needed: nothing happens in
 * `next build`, and reloading in `next dev` does not open a second one.
 */
const KEY = Symbol.for("create-session-app.redis");
const shared = globalThis as { [KEY]?: Connection };

interface Connection {
  redis: Redis | Cluster;
  /** Why it is not connected. */
  problem?: Error;
}

/** Runs commands against Redis; what is slow or unreachable becomes a StoreUnavailableError. */
export async function ask<T>(commands: (redis: Redis | Cluster) => Promise<T>): Promise<T> {
  const connection = connected();
  return askStore(async () => {
    try {
      return await commands(connection.redis);
    } catch (error) {
      // "Reached the max retries" is what the driver says; why it cannot connect is what helps.
      throw error instanceof ReplyError ? error : (connection.problem ?? error);
    }
  }, isOutage);
}

/** Calls back whenever a connection has been lost, also while nobody asks for anything. */
export function onDisconnect(listener: () => void): void {
  connected().redis.on("close", listener).on("-node", listener); // "-node": one of a cluster
}

/** The key for a thing of this application. */
export function key(...parts: string[]): string {
  return (process.env.REDIS_PREFIX ?? "app:") + parts.join(":");
}

function connected(): Connection {
  shared[KEY] ??= connect();
  return shared[KEY];
}

function connect(): Connection {
  const redis = openRedis(process.env.REDIS_URL ?? "redis://127.0.0.1:6379", {
    connectTimeout: STORE_TIMEOUT_MS,
    commandTimeout: STORE_TIMEOUT_MS,
    // What cannot be sent fails with the next failed attempt to connect, instead of running much
    // later, when whoever asked has long been told that it did not work.
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 50, 500),
    // A primary that became a replica keeps its connections, and refuses every write on them.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  });
  const connection: Connection = { redis };
  // Without a listener each failed attempt would be a line in the log.
  redis.on("error", (error) => {
    connection.problem = error;
  });
  redis.on("ready", () => {
    connection.problem = undefined;
  });
  return connection;
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

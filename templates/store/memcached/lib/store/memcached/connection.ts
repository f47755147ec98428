import { Client } from "memjs";
import { askStore, STORE_TIMEOUT_MS, StoreUnavailableError } from "@/lib/store/unavailable";

/**
 * One client for the whole process, made when it is first needed: nothing happens in `next build`,
 * and reloading in `next dev` does not make a second one.
 */
const KEY = Symbol.for("create-session-app.memcached");
const shared = globalThis as { [KEY]?: Client };

/** Runs commands against memcached; what is slow or unreachable becomes a StoreUnavailableError. */
export async function ask<T>(commands: (client: Client) => Promise<T>): Promise<T> {
  shared[KEY] ??= connect();
  const client = shared[KEY];
  try {
    return await askStore(() => commands(client), isOutage);
  } catch (error) {
    // memjs would go on with half an answer of the broken connection in its buffer: begin anew.
    if (error instanceof StoreUnavailableError && shared[KEY] === client) {
      shared[KEY] = undefined;
      client.close();
    }
    throw error;
  }
}

/** The key for a thing of this application; memcached takes up to 250 bytes. */
export function key(...parts: string[]): string {
  return (process.env.MEMCACHED_PREFIX ?? "app:") + parts.join(":");
}

const LONGEST_RELATIVE = 30 * 24 * 60 * 60; // seconds; memcached reads more as a point in time

/**
 * The time to live of what must be there until `until`. It ends a little later, as memcached counts
 * whole seconds; the record itself says exactly when. 0 would mean for ever.
 */
export function expires(until: number): { expires: number } {
  const now = Date.now();
  const seconds = Math.max(1, Math.ceil((until - now) / 1000) + 1);
  return { expires: seconds <= LONGEST_RELATIVE ? seconds : Math.floor(now / 1000) + seconds };
}

function connect(): Client {
  return Client.create(process.env.MEMCACHED_SERVERS || "127.0.0.1:11211", {
    timeout: STORE_TIMEOUT_MS / 1000,
    conntimeout: STORE_TIMEOUT_MS / 1000,
    keepAlive: true,
    // Once: a command whose answer was lost may have done its work.
    retries: 1,
    // Another server would not know of sessions that end while this one is away.
    failover: false,
    // Every failed command would be a line in the log; askStore() reports outages.
    logger: { log() {} },
  });
}

/**
 * No answer means an outage, and so do the answers of a server that is full or busy. Any other
 * answer is a mistake of ours; those are the errors that memjs names after the command.
 */
function isOutage(error: unknown): boolean {
  const { message } = error as Error;
  return (
    !message.startsWith("MemJS ") ||
    /: (Out of memory|Internal error|Busy|Temporary failure)$/.test(message)
  );
}

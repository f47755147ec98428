import { errors, Redis } from "@upstash/redis";
import { askStore, STORE_TIMEOUT_MS } from "@/lib/store/unavailable";
import { type Commands, commandsOf } from "./commands";

/** There is no connection to keep: every command is a request, so each module has its own client. */
let commands: Commands | undefined;

/** Runs commands against Upstash; what is slow or unreachable becomes a StoreUnavailableError. */
export async function ask<T>(use: (redis: Commands) => Promise<T>): Promise<T> {
  commands ??= commandsOf(connect());
  const redis = commands;
  return askStore(async () => {
    try {
      return await use(redis);
    } catch (error) {
      throw withoutCommand(error);
    }
  }, isOutage);
}

/** The key for a thing of this application. */
export function key(...parts: string[]): string {
  return (process.env.REDIS_PREFIX ?? "app:") + parts.join(":");
}

function connect(): Redis {
  return new Redis({
    url: process.env.UPSTASH_REDIS_REST_URL,
    token: process.env.UPSTASH_REDIS_REST_TOKEN,
    automaticDeserialization: false, // A name that looks like a number is a name all the same.
    enableTelemetry: false,
    retry: false, // A command without an answer may have been carried out.
    signal: () => AbortSignal.timeout(STORE_TIMEOUT_MS),
  });
}

/** The client puts the command into its messages, and with it what nobody may read in a log. */
function withoutCommand(error: unknown): unknown {
  if (!(error instanceof errors.UpstashError)) return error;
  const [reason] = error.message.split(", command was:");
  return new errors.UpstashError(reason ?? error.name);
}

/** A command that makes no sense is a mistake of ours; everything else means that Upstash is not there. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof errors.UpstashError)) return true;
  return !/^(WRONGTYPE|ERR (syntax|unknown|value|wrong))/i.test(error.message);
}

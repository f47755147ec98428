import { isClerkAPIResponseError } from "@clerk/nextjs/errors";
import { clerkClient } from "@clerk/nextjs/server";
import { askStore } from "@/lib/store/unavailable";

type Clerk = Awaited<ReturnType<typeof clerkClient>>;

/**
 * Asks Clerk's Backend API. Every call of it goes through here: Clerk's client waits for an answer as
 * long as the network lets it, and a visitor does not.
 *
 * @throws StoreUnavailableError when Clerk cannot be reached, fails, or takes too long
 */
export function askClerk<T>(question: (clerk: Clerk) => Promise<T>): Promise<T> {
  return askStore(async () => question(await clerkClient()), isOutage);
}

/** Whether Clerk says that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return isClerkAPIResponseError(error) && error.status === 404;
}

/** No status: no answer at all. 429: too many questions. Everything else below 500 is a mistake. */
function isOutage(error: unknown): boolean {
  if (!isClerkAPIResponseError(error)) return false;
  return !error.status || error.status === 429 || error.status >= 500;
}

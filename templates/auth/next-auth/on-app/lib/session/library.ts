import "server-only";
import { getServerSession } from "next-auth";
import { authOptions } from "@/lib/auth";
import { askEndpoint } from "@/lib/session/endpoint";
import { orOutage } from "@/lib/session/outage";
import type { Session } from "@/lib/session/session";

/**
 * What getServerSession() says: the session of the request that is being answered, or null.
 * @throws StoreUnavailableError
 */
export async function readLibrarySession(): Promise<Session | null> {
  return orOutage(() => getServerSession(authOptions));
}

/**
 * Ends the session of this browser and takes the cookie away.
 * @throws StoreUnavailableError when the session could not be ended
 */
export async function signOutBrowser(): Promise<void> {
  const { csrfToken } = await askEndpoint("csrf");
  await askEndpoint("signout", { csrfToken, json: "true" });
}

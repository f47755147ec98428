import "server-only";
import { cookies } from "next/headers";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { askEndpoint } from "@/lib/session/endpoint";
import { orOutage } from "@/lib/session/outage";
import { readSessionCookie } from "@/lib/session/read";
import type { Session } from "@/lib/session/session";

/**
 * What getServerSession() says: the session of the request that is being answered, or null.
 * @throws StoreUnavailableError
 */
export async function readLibrarySession(): Promise<Session | null> {
  const cookie = (await cookies()).get(SESSION_COOKIE.name)?.value;
  return cookie ? orOutage(() => readSessionCookie(cookie)) : null;
}

/**
 * Ends the session of this browser and takes the cookie away.
 * @throws StoreUnavailableError when the session could not be ended
 */
export async function signOutBrowser(): Promise<void> {
  const { csrfToken } = await askEndpoint("csrf");
  await askEndpoint("signout", { csrfToken, json: "true" });
}

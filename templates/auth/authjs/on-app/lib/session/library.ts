import "server-only";
import { cookies } from "next/headers";
import { auth, signOut } from "@/auth";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { orOutage } from "@/lib/session/outage";
import type { Session } from "@/lib/session/session";
import { sessionSettings } from "@/lib/session/settings";

/**
 * What auth() says: the session of the request that is being answered, or null.
 * @throws StoreUnavailableError
 */
export async function readLibrarySession(): Promise<Session | null> {
  return orOutage(() => auth());
}

/**
 * Ends the session of this browser and takes the cookie away.
 * @throws StoreUnavailableError when the session could not be ended
 */
export async function signOutBrowser(): Promise<void> {
  const jar = await cookies();
  const cookie = jar.get(SESSION_COOKIE.name);
  try {
    await orOutage(() => signOut({ redirect: false }));
  } catch (error) {
    // Auth.js has dropped the cookie by now, but who is signed in must be able to try again.
    const maxAge = sessionSettings().absoluteSeconds;
    if (cookie) jar.set({ ...cookie, ...SESSION_COOKIE.options, maxAge });
    throw error;
  }
}

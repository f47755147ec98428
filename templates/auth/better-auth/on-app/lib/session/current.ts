import "server-only";
import { cookies, headers } from "next/headers";
import { after, connection } from "next/server";
import { cache } from "react";
import { auth } from "@/lib/auth";
import { askAuth } from "@/lib/auth/outage";
import { forgetBrowser } from "@/lib/session/browser";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { endDevice, toDevice } from "@/lib/session/devices";
import { readSession } from "@/lib/session/read";
import { needsNewId, type Session } from "@/lib/session/session";
import { isTouchDue } from "@/lib/session/timeouts";
import { sweepSometimes, touchSession } from "@/lib/session/upkeep";
import { toUser } from "@/lib/store/store";
import { ignoreOutage } from "@/lib/store/unavailable";

/**
 * The session of the request that is being answered, or null. cache() makes it one read of the store
 * for a page, however many of its components ask.
 */
export const getCurrentSession = cache(async (): Promise<Session | null> => {
  // Unlike headers(), cookies() has also those that the request has set since.
  const cookie = (await cookies()).get(SESSION_COOKIE)?.value;
  if (!cookie) return null;
  await connection(); // Expiry is a matter of the clock, so never decide it ahead of a request.
  const found = await readSession(cookie);
  if (!found) return null;
  if (isTouchDue(found.session)) {
    later(async () => {
      await touchSession(found.session.token);
      await sweepSometimes();
    });
  }
  return { ...toDevice(found.session), user: toUser(found.user) };
});

/**
 * Ends the session of this browser in the store, and takes the cookie away. auth.api.signOut() does
 * so as well, but says that all is well when the store cannot be reached.
 */
export async function signOutBrowser(): Promise<void> {
  const session = await getCurrentSession();
  if (session) await endDevice(session, session.handle);
  await forgetBrowser();
}

/** Gives the browser a new token when the user's role has changed. Not possible while rendering. */
export async function refreshSessionId(session: Session): Promise<void> {
  if (!needsNewId(session)) return;
  const requestHeaders = await headers();
  await askAuth(() => auth.api.rotateSession({ headers: requestHeaders }));
}

/** Bookkeeping that nobody waits for. If the store is down, the next request does it. */
export function later(work: () => Promise<void>): void {
  after(() => work().catch(ignoreOutage));
}

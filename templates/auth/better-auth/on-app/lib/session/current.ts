import "server-only";
import { cookies, headers } from "next/headers";
import { after, connection } from "next/server";
import { cache } from "react";
import { auth } from "@/lib/auth";
import { askAuth } from "@/lib/auth/outage";
import { forgetBrowser } from "@/lib/session/browser";
import { endDevice, toDevice } from "@/lib/session/devices";
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
  const requestHeaders = await headersWithCookies();
  await connection(); // Expiry is a matter of the clock, so never decide it ahead of a request.
  const found = await askAuth(() => auth.api.getSession({ headers: requestHeaders }));
  if (!found) return null;
  if (isTouchDue(found.session)) {
    later(async () => {
      await touchSession(found.session.token);
      await sweepSometimes();
    });
  }
  return { ...toDevice(found.session), user: toUser(found.user) };
});

/** headers() has the cookies that the request brought; cookies() also those that it has set since. */
async function headersWithCookies(): Promise<Headers> {
  const known = (await cookies()).getAll();
  const pairs = known.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  const current = new Headers(await headers());
  current.set("cookie", pairs.join("; "));
  return current;
}

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

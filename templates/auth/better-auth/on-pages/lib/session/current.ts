import { auth } from "@/lib/auth";
import { askAuth } from "@/lib/auth/outage";
import { headersOf, type PageRequest, type PageResponse } from "@/lib/request";
import { forgetBrowser, passCookies } from "@/lib/session/browser";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { endDevice, toDevice } from "@/lib/session/devices";
import { readSession } from "@/lib/session/read";
import { needsNewId, type Session } from "@/lib/session/session";
import { isTouchDue } from "@/lib/session/timeouts";
import { sweepSometimes, touchSession } from "@/lib/session/upkeep";
import { toUser } from "@/lib/store/store";
import { ignoreOutage } from "@/lib/store/unavailable";

const ofRequests = new WeakMap<PageRequest, Promise<Session | null>>();

/**
 * The session of the request that is being answered, or null. It is one read of the store for a
 * request, however often it is asked for.
 */
export function getCurrentSession(req: PageRequest, res: PageResponse): Promise<Session | null> {
  const known = ofRequests.get(req);
  if (known) return known;
  const session = findSession(req, res);
  ofRequests.set(req, session);
  return session;
}

async function findSession(req: PageRequest, res: PageResponse): Promise<Session | null> {
  const found = await readSession(req.cookies[SESSION_COOKIE]);
  if (!found) return null;
  if (isTouchDue(found.session)) {
    later(res, async () => {
      await touchSession(found.session.token);
      await sweepSometimes();
    });
  }
  return { ...toDevice(found.session), user: toUser(found.user) };
}

/**
 * Ends the session of this browser in the store, and takes the cookie away. auth.api.signOut() does
 * so as well, but says that all is well when the store cannot be reached.
 */
export async function signOutBrowser(req: PageRequest, res: PageResponse): Promise<void> {
  const session = await getCurrentSession(req, res);
  if (session) await endDevice(session, session.handle);
  await forgetBrowser(req, res);
}

/** Gives the browser a new token when the user's role has changed. */
export async function refreshSessionId(
  req: PageRequest,
  res: PageResponse,
  session: Session,
): Promise<void> {
  if (!needsNewId(session)) return;
  const { headers } = await askAuth(() =>
    auth.api.rotateSession({ headers: headersOf(req), returnHeaders: true }),
  );
  passCookies(headers, res);
}

/**
 * Bookkeeping that nobody waits for: it begins when the answer is sent. If the store is down, the
 * next request does it.
 */
export function later(res: PageResponse, work: () => Promise<void>): void {
  res.once("close", () => work().catch(ignoreOutage).catch(console.error));
}

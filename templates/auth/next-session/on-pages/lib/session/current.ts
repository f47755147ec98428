import { describeDevice } from "@/lib/device";
import type { PageRequest, PageResponse } from "@/lib/request";
import { getSession } from "@/lib/session/get-session";
import { isSignedIn } from "@/lib/session/record-store";
import { needsNewId, type Session } from "@/lib/session/session";
import {
  endSession,
  isTouchDue,
  rotateSession,
  sweepSometimes,
  touchSession,
} from "@/lib/session/sessions";
import type { User } from "@/lib/store/types";
import { ignoreOutage } from "@/lib/store/unavailable";

const ofRequests = new WeakMap<PageRequest, Promise<Session | null>>();

/**
 * The session of the request that is being answered, or null. It is one read of the store for a
 * request, however often it is asked for.
 *
 * Only the record in the store slides; the cookie lives as long as the absolute timeout.
 */
export function getCurrentSession(req: PageRequest, res: PageResponse): Promise<Session | null> {
  const known = ofRequests.get(req);
  if (known) return known;
  const session = findSession(req, res);
  ofRequests.set(req, session);
  return session;
}

async function findSession(req: PageRequest, res: PageResponse): Promise<Session | null> {
  const { id, cookie: _, ...session } = await getSession(req, res);
  if (!isSignedIn(session)) return null;
  if (isTouchDue(session)) {
    later(res, async () => {
      await touchSession(id, session);
      await sweepSometimes();
    });
  }
  return session;
}

/** Signs a user in: ends whatever session the browser had, and starts one under a new id. */
export async function signInBrowser(
  req: PageRequest,
  res: PageResponse,
  user: User,
): Promise<void> {
  const previous = await getSession(req, res);
  const session = await beginSession(req, res);
  session.user = user;
  session.device = describeDevice(req.headers["user-agent"]);
  await commit(session, res);
  if (previous.user) await endSession(previous.id);
  later(res, sweepSometimes);
}

/** Ends the session of this browser in the store, and takes the cookie away. */
export async function signOutBrowser(req: PageRequest, res: PageResponse): Promise<void> {
  const session = await getSession(req, res);
  await session.destroy();
}

/** Gives the browser a new id when the user's role has changed. */
export async function refreshSessionId(
  req: PageRequest,
  res: PageResponse,
  session: Session,
): Promise<void> {
  if (!needsNewId(session)) return;
  const previous = await getSession(req, res);
  const next = await beginSession(req, res);
  if (!(await rotateSession(previous.id, session, next.id))) return;
  Object.assign(next, session, { role: session.user.role });
  next.cookie.expires = new Date(session.expiresAt);
  await commit(next, res);
}

/**
 * next-session keeps the id that a browser brings, so an id from before the login would be one after
 * it (session fixation). Where there is no cookie, it makes a new one.
 */
async function beginSession(req: PageRequest, res: PageResponse) {
  const session = await getSession({ headers: {} } as PageRequest, res);
  ofRequests.delete(req);
  return Object.assign(req, { session }).session;
}

/**
 * next-session gives the cookie before it writes the record. When the store fails over the record,
 * the browser must not get the id of a session that never began: it would ask for it from then on.
 */
async function commit(session: { commit(): Promise<void> }, res: PageResponse): Promise<void> {
  const before = res.getHeader("Set-Cookie");
  try {
    await session.commit();
  } catch (error) {
    if (before === undefined) res.removeHeader("Set-Cookie");
    else res.setHeader("Set-Cookie", before);
    throw error;
  }
}

/**
 * Bookkeeping that nobody waits for: it begins when the answer is sent. If the store is down, the
 * next request does it.
 */
function later(res: PageResponse, work: () => Promise<void>): void {
  res.once("close", () => work().catch(ignoreOutage).catch(console.error));
}

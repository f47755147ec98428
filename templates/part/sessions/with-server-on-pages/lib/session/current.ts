import { describeDevice } from "@/lib/device";
import type { PageRequest, PageResponse } from "@/lib/request";
import { forgetBrowser, giveTicket, readTicket } from "@/lib/session/browser";
import { needsNewId, type Session } from "@/lib/session/session";
import {
  createSession,
  endSession,
  isTouchDue,
  readSession,
  rotateSession,
  sweepSometimes,
  touchSession,
} from "@/lib/session/sessions";
import { sessionSettings } from "@/lib/session/settings";
import type { Ticket } from "@/lib/session/ticket";
import type { User } from "@/lib/store/types";
import { ignoreOutage } from "@/lib/store/unavailable";

const ofRequests = new WeakMap<PageRequest, Promise<Session | null>>();
/** What a request has given its browser: it goes by that from then on, not by what it brought. */
const given = new WeakMap<PageRequest, Ticket>();

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
  const ticket = await readTicket(req, res);
  if (!ticket) return null;
  const session = await readSession(ticket.id);
  if (session && isTouchDue(session)) {
    later(res, async () => {
      await touchSession(ticket.id, session);
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
  const previous = await readTicket(req, res);
  const next = await createSession(user, describeDevice(req.headers["user-agent"]));
  if (previous) await endSession(previous.id);
  await giveTicket(req, res, next, sessionSettings().absoluteSeconds);
  later(res, sweepSometimes);
}

/** Ends the session of this browser in the store, and takes the cookie away. */
export async function signOutBrowser(req: PageRequest, res: PageResponse): Promise<void> {
  const ticket = given.get(req) ?? (await readTicket(req, res));
  if (ticket) await endSession(ticket.id);
  await forgetBrowser(req, res);
}

/** Gives the browser a new id when the user's role has changed. */
export async function refreshSessionId(
  req: PageRequest,
  res: PageResponse,
  session: Session,
): Promise<void> {
  if (!needsNewId(session)) return;
  const ticket = await readTicket(req, res);
  const next = ticket && (await rotateSession(ticket.id, session));
  if (!next) return;
  given.set(req, next);
  await giveTicket(req, res, next, Math.ceil((session.expiresAt - Date.now()) / 1000));
}

/**
 * Bookkeeping that nobody waits for: it begins when the answer is sent. If the store is down, the
 * next request does it.
 */
function later(res: PageResponse, work: () => Promise<void>): void {
  res.once("close", () => work().catch(ignoreOutage).catch(console.error));
}

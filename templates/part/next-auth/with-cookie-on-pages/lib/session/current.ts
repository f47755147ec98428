import type { PageRequest, PageResponse } from "@/lib/request";
import { giveTicket, readTicket } from "@/lib/session/browser";
import { readLibrarySession } from "@/lib/session/library";
import { needsNewId, type Session } from "@/lib/session/session";
import { renewTicket, rotateSession, secondsLeft } from "@/lib/session/sessions";

export { signOutBrowser } from "@/lib/session/library";

const ofRequests = new WeakMap<PageRequest, Promise<Session | null>>();

/**
 * The session of the request that is being answered, or null. It is one question to the store for a
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
  return (await readTicket(req, res)) ? readLibrarySession(req, res) : null;
}

/**
 * Gives the browser a new cookie: with a new id when the user's role has changed, with a later idle
 * timeout when that is due.
 */
export async function refreshSessionId(
  req: PageRequest,
  res: PageResponse,
  session: Session,
): Promise<void> {
  const ticket = await readTicket(req, res);
  if (!ticket) return;
  const next = needsNewId(session) ? await rotateSession(ticket, session) : renewTicket(ticket);
  if (next) await giveTicket(req, res, next, secondsLeft(next));
}

import type { PageRequest, PageResponse } from "@/lib/request";
import { giveTicket, readTicket } from "@/lib/session/browser";
import { readLibrarySession } from "@/lib/session/library";
import { needsNewId, type Session } from "@/lib/session/session";
import { rotateSession } from "@/lib/session/sessions";

export { signOutBrowser } from "@/lib/session/library";

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
  return (await readTicket(req, res)) ? readLibrarySession(req, res) : null;
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
  await giveTicket(req, res, next, Math.ceil((session.expiresAt - Date.now()) / 1000));
}

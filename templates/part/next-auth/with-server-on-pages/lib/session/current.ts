import type { PageRequest, PageResponse } from "@/lib/request";
import { giveTicket, readTicket } from "@/lib/session/browser";
import { signOutBrowser as leaveLibrary, readLibrarySession } from "@/lib/session/library";
import { needsNewId, type Session } from "@/lib/session/session";
import { endSession, rotateSession } from "@/lib/session/sessions";
import type { Ticket } from "@/lib/session/ticket";

const ofRequests = new WeakMap<PageRequest, Promise<Session | null>>();
/** What a request has given its browser: it goes by that from then on, not by what it brought. */
const given = new WeakMap<PageRequest, Ticket>();

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
  given.set(req, next);
  await giveTicket(req, res, next, Math.ceil((session.expiresAt - Date.now()) / 1000));
}

/**
 * Ends the session of this browser and takes the cookie away.
 * @throws StoreUnavailableError when the session could not be ended
 */
export async function signOutBrowser(req: PageRequest, res: PageResponse): Promise<void> {
  const ticket = given.get(req); // The library ends what the request has brought.
  if (ticket) await endSession(ticket.id);
  await leaveLibrary(req, res);
}

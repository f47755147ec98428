import "server-only";
import { connection } from "next/server";
import { cache } from "react";
import { giveTicket, readTicket } from "@/lib/session/browser";
import { readLibrarySession } from "@/lib/session/library";
import { needsNewId, type Session } from "@/lib/session/session";
import { renewTicket, rotateSession, secondsLeft } from "@/lib/session/sessions";

export { signOutBrowser } from "@/lib/session/library";

/**
 * The session of the request that is being answered, or null. cache() makes it one question to the
 * store for a page, however many of its components ask.
 */
export const getCurrentSession = cache(async (): Promise<Session | null> => {
  if (!(await readTicket())) return null;
  await connection(); // Expiry is a matter of the clock, so never decide it ahead of a request.
  return readLibrarySession();
});

/**
 * Gives the browser a new cookie: with a new id when the user's role has changed, with a later idle
 * timeout when that is due. Not possible while rendering, so proxy.ts renews for pages.
 */
export async function refreshSessionId(session: Session): Promise<void> {
  const ticket = await readTicket();
  if (!ticket) return;
  const next = needsNewId(session) ? await rotateSession(ticket, session) : renewTicket(ticket);
  if (next) await giveTicket(next, secondsLeft(next));
}

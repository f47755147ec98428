import "server-only";
import { headers } from "next/headers";
import { connection } from "next/server";
import { cache } from "react";
import { giveTicket, readTicket } from "@/lib/session/browser";
import { signOutBrowser as leaveLibrary, readLibrarySession } from "@/lib/session/library";
import { needsNewId, type Session } from "@/lib/session/session";
import { endSession, rotateSession } from "@/lib/session/sessions";

/**
 * The session of the request that is being answered, or null. cache() makes it one read of the
 * store for a page, however many of its components ask.
 */
export const getCurrentSession = cache(async (): Promise<Session | null> => {
  if (!(await readTicket())) return null;
  await connection(); // Expiry is a matter of the clock, so never decide it ahead of a request.
  return readLibrarySession();
});

/** Gives the browser a new id when the user's role has changed. Not possible while rendering. */
export async function refreshSessionId(session: Session): Promise<void> {
  if (!needsNewId(session)) return;
  const ticket = await readTicket();
  const next = ticket && (await rotateSession(ticket.id, session));
  if (!next) return;
  await giveTicket(next, Math.ceil((session.expiresAt - Date.now()) / 1000));
}

/**
 * Ends the session of this browser and takes the cookie away.
 * @throws StoreUnavailableError when the session could not be ended
 */
export async function signOutBrowser(): Promise<void> {
  const ticket = await readTicket();
  const brought = (await headers()).get("cookie") ?? "";
  // Auth.js ends what the request has brought. This is what the request has given the browser since.
  if (ticket && !brought.includes(ticket.id)) await endSession(ticket.id);
  await leaveLibrary();
}

import "server-only";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import { cache } from "react";
import { giveTicket, readTicket } from "@/lib/session/browser";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { signOutBrowser as leaveLibrary, readLibrarySession } from "@/lib/session/library";
import { needsNewId, type Session } from "@/lib/session/session";
import { endSession, renewTicket, rotateSession, secondsLeft } from "@/lib/session/sessions";

/**
 * The session of the request that is being answered, or null. cache() makes it one question to the
 * store for a page, however many of its components ask.
 */
export const getCurrentSession = cache(async (): Promise<Session | null> => {
  await connection(); // Expiry is a matter of the clock, so never decide it ahead of a request.
  if (!(await readTicket())) return null;
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

/**
 * Ends the session of this browser and takes the cookie away.
 * @throws StoreUnavailableError when the session could not be ended
 */
export async function signOutBrowser(): Promise<void> {
  const token = (await cookies()).get(SESSION_COOKIE.name)?.value ?? "";
  const brought = (await headers()).get("cookie") ?? "";
  // Auth.js ends what the request has brought. This is what the request has given the browser since.
  const ticket = brought.includes(token) ? null : await readTicket();
  if (ticket) await endSession(ticket);
  await leaveLibrary();
}

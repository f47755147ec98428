import "server-only";
import { headers } from "next/headers";
import { after, connection } from "next/server";
import { cache } from "react";
import { describeDevice } from "@/lib/device";
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
import type { User } from "@/lib/store/types";
import { ignoreOutage } from "@/lib/store/unavailable";

/**
 * The session of the request that is being answered, or null. cache() makes it one read of the store
 * for a page, however many of its components ask.
 *
 * Pages cannot set cookies while they render, so only the record in the store slides; the cookie
 * lives as long as the absolute timeout.
 */
export const getCurrentSession = cache(async (): Promise<Session | null> => {
  const ticket = await readTicket();
  if (!ticket) return null;
  await connection(); // Expiry is a matter of the clock, so never decide it ahead of a request.
  const session = await readSession(ticket.id);
  if (session && isTouchDue(session)) {
    later(async () => {
      await touchSession(ticket.id, session);
      await sweepSometimes();
    });
  }
  return session;
});

/** Signs a user in: ends whatever session the browser had, and starts one under a new id. */
export async function signInBrowser(user: User): Promise<void> {
  const previous = await readTicket();
  const next = await createSession(user, describeDevice((await headers()).get("user-agent")));
  if (previous) await endSession(previous.id);
  await giveTicket(next, sessionSettings().absoluteSeconds);
  later(sweepSometimes);
}

/** Ends the session of this browser in the store, and takes the cookie away. */
export async function signOutBrowser(): Promise<void> {
  const ticket = await readTicket();
  if (ticket) await endSession(ticket.id);
  await forgetBrowser();
}

/** Gives the browser a new id when the user's role has changed. Not possible while rendering. */
export async function refreshSessionId(session: Session): Promise<void> {
  if (!needsNewId(session)) return;
  const ticket = await readTicket();
  const next = ticket && (await rotateSession(ticket.id, session));
  if (!next) return;
  await giveTicket(next, Math.ceil((session.expiresAt - Date.now()) / 1000));
}

/** Bookkeeping that nobody waits for. If the store is down, the next request does it. */
function later(work: () => Promise<void>): void {
  after(() => work().catch(ignoreOutage));
}

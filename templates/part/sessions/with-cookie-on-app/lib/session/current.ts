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
  readSession,
  renewTicket,
  rotateSession,
  secondsLeft,
  sweepSometimes,
} from "@/lib/session/sessions";
import type { User } from "@/lib/store/types";
import { ignoreOutage } from "@/lib/store/unavailable";

/**
 * The session of the request that is being answered, or null. cache() makes it one question to the
 * store for a page, however many of its components ask.
 */
export const getCurrentSession = cache(async (): Promise<Session | null> => {
  const ticket = await readTicket();
  if (!ticket) return null;
  await connection(); // Expiry is a matter of the clock, so never decide it ahead of a request.
  return readSession(ticket);
});

/** Signs a user in: ends whatever session the browser had, and starts one under a new id. */
export async function signInBrowser(user: User): Promise<void> {
  const previous = await readTicket();
  const next = createSession(user, describeDevice((await headers()).get("user-agent")));
  if (previous) await endSession(previous);
  await giveTicket(next, secondsLeft(next));
  later(sweepSometimes);
}

/** Ends the session of this browser on the server, and takes the cookie away. */
export async function signOutBrowser(): Promise<void> {
  const ticket = await readTicket();
  if (ticket) await endSession(ticket);
  await forgetBrowser();
  later(sweepSometimes);
}

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

/** Bookkeeping that nobody waits for. If the store is down, the next request does it. */
function later(work: () => Promise<void>): void {
  after(() => work().catch(ignoreOutage));
}

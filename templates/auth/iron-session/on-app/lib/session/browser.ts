import "server-only";
import { getIronSession, type IronSession } from "iron-session";
import { cookies } from "next/headers";
import { connection } from "next/server";
import { isSeal, SESSION_COOKIE } from "@/lib/session/cookie";
import { type SessionData, sessionOptions, sessionOptionsFor } from "@/lib/session/options";
import type { Ticket } from "@/lib/session/ticket";
import { unseal } from "@/lib/session/unseal";

/** What the browser brought, if the seal in its cookie is genuine. */
export async function readTicket(): Promise<Ticket | null> {
  const seal = (await cookies()).get(SESSION_COOKIE)?.value;
  if (!seal) return null;
  await connection(); // Seals expire: that is decided when there is a request, and never ahead of it.
  return unseal(seal);
}

/** Seals the ticket for the browser. Server actions and route handlers can, pages cannot. */
export async function giveTicket(ticket: Ticket, maxAgeSeconds: number): Promise<void> {
  const session = await openSession();
  session.ticket = ticket;
  session.updateConfig(sessionOptionsFor(maxAgeSeconds));
  await session.save();
}

/** Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). */
export async function forgetBrowser(): Promise<void> {
  const session = await openSession();
  session.destroy();
}

async function openSession(): Promise<IronSession<SessionData>> {
  const jar = await cookies();
  // iron-session 8 throws on most cookies that are no seals, so such a one goes first.
  if (!isSeal(jar.get(SESSION_COOKIE)?.value)) jar.delete(SESSION_COOKIE);
  return getIronSession<SessionData>(jar, sessionOptions);
}

import "server-only";
import { cookies } from "next/headers";
import { connection } from "next/server";
import { expiredSessionCookie, SESSION_COOKIE, sessionCookie } from "@/lib/session/cookie";
import { decrypt, encrypt } from "@/lib/session/jwt";
import type { Ticket } from "@/lib/session/ticket";

/** What the browser brought, if the token in its cookie is genuine. */
export async function readTicket(): Promise<Ticket | null> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  if (!token) return null;
  await connection(); // Tokens expire: that is decided when there is a request, and never ahead of it.
  return decrypt(token);
}

/** Hands the browser its token. Server actions and route handlers can, pages cannot. */
export async function giveTicket(ticket: Ticket, maxAgeSeconds: number): Promise<void> {
  const token = await encrypt(ticket, maxAgeSeconds);
  (await cookies()).set(sessionCookie(token, maxAgeSeconds));
}

/** Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). */
export async function forgetBrowser(): Promise<void> {
  (await cookies()).set(expiredSessionCookie());
}

import "server-only";
import { cookies } from "next/headers";
import { expiredSessionCookie, SESSION_COOKIE, sessionCookie } from "@/lib/session/cookie";
import type { Ticket } from "@/lib/session/ticket";
import { isWellFormedSessionId } from "@/lib/session/token";

/** What the browser brought, if it looks like a session id. */
export async function readTicket(): Promise<Ticket | null> {
  const id = (await cookies()).get(SESSION_COOKIE)?.value;
  return isWellFormedSessionId(id) ? { id } : null;
}

/** Hands the browser its session id. Server actions and route handlers can, pages cannot. */
export async function giveTicket({ id }: Ticket, maxAgeSeconds: number): Promise<void> {
  (await cookies()).set(sessionCookie(id, maxAgeSeconds));
}

/** Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). */
export async function forgetBrowser(): Promise<void> {
  (await cookies()).set(expiredSessionCookie());
}

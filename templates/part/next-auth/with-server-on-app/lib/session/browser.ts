import "server-only";
import { cookies } from "next/headers";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import type { Ticket } from "@/lib/session/ticket";
import { isWellFormedSessionId } from "@/lib/session/token";

/** What the browser brought, if it looks like a session id. */
export async function readTicket(): Promise<Ticket | null> {
  const id = (await cookies()).get(SESSION_COOKIE.name)?.value;
  return isWellFormedSessionId(id) ? { id } : null;
}

/** Hands the browser its session id. Server actions and route handlers can, pages cannot. */
export async function giveTicket({ id }: Ticket, maxAge: number): Promise<void> {
  (await cookies()).set(SESSION_COOKIE.name, id, { ...SESSION_COOKIE.options, maxAge });
}

/**
 * Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). Not by
 * `cookies().delete()`: browsers ignore a change to a `__Host-` cookie that is not Secure.
 */
export async function forgetBrowser(): Promise<void> {
  await giveTicket({ id: "" }, 0);
}

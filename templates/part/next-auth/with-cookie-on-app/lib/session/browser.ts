import "server-only";
import { cookies } from "next/headers";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { sealTicket, unsealTicket } from "@/lib/session/seal";
import type { Ticket } from "@/lib/session/ticket";

/** What the browser brought, if the token in its cookie is genuine. */
export async function readTicket(): Promise<Ticket | null> {
  const token = (await cookies()).get(SESSION_COOKIE.name)?.value;
  return token ? unsealTicket(token) : null;
}

/** Hands the browser its token. Server actions and route handlers can, pages cannot. */
export async function giveTicket(ticket: Ticket, maxAge: number): Promise<void> {
  await setCookie(await sealTicket(ticket, maxAge), maxAge);
}

/**
 * Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). Not by
 * `cookies().delete()`: browsers ignore a change to a `__Host-` cookie that is not Secure.
 */
export async function forgetBrowser(): Promise<void> {
  await setCookie("", 0);
}

async function setCookie(value: string, maxAge: number): Promise<void> {
  (await cookies()).set(SESSION_COOKIE.name, value, { ...SESSION_COOKIE.options, maxAge });
}

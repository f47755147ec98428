import type { PageRequest, PageResponse } from "@/lib/request";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { sealTicket, unsealTicket } from "@/lib/session/seal";
import { setSessionCookie } from "@/lib/session/set-cookie";
import type { Ticket } from "@/lib/session/ticket";

/** What the browser brought, if the token in its cookie is genuine. */
export async function readTicket(req: PageRequest, _: PageResponse): Promise<Ticket | null> {
  const token = req.cookies[SESSION_COOKIE.name];
  return token ? unsealTicket(token) : null;
}

/** Hands the browser its token. */
export async function giveTicket(
  _: PageRequest,
  res: PageResponse,
  ticket: Ticket,
  maxAgeSeconds: number,
): Promise<void> {
  setSessionCookie(res, await sealTicket(ticket, maxAgeSeconds), maxAgeSeconds);
}

/** Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). */
export async function forgetBrowser(_: PageRequest, res: PageResponse): Promise<void> {
  setSessionCookie(res, "", 0);
}

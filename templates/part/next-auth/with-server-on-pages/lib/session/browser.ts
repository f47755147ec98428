import type { PageRequest, PageResponse } from "@/lib/request";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { setSessionCookie } from "@/lib/session/set-cookie";
import type { Ticket } from "@/lib/session/ticket";
import { isWellFormedSessionId } from "@/lib/session/token";

/** What the browser brought, if it looks like a session id. */
export async function readTicket(req: PageRequest, _: PageResponse): Promise<Ticket | null> {
  const id = req.cookies[SESSION_COOKIE.name];
  return isWellFormedSessionId(id) ? { id } : null;
}

/** Hands the browser its session id. */
export async function giveTicket(
  _: PageRequest,
  res: PageResponse,
  { id }: Ticket,
  maxAgeSeconds: number,
): Promise<void> {
  setSessionCookie(res, id, maxAgeSeconds);
}

/** Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). */
export async function forgetBrowser(_: PageRequest, res: PageResponse): Promise<void> {
  setSessionCookie(res, "", 0);
}

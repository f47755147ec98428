import type { PageRequest, PageResponse } from "@/lib/request";
import { expiredSessionCookie, SESSION_COOKIE, sessionCookie } from "@/lib/session/cookie";
import type { Ticket } from "@/lib/session/ticket";
import { isWellFormedSessionId } from "@/lib/session/token";

/** What the browser brought, if it looks like a session id. */
export async function readTicket(req: PageRequest, _: PageResponse): Promise<Ticket | null> {
  const id = req.cookies[SESSION_COOKIE];
  return isWellFormedSessionId(id) ? { id } : null;
}

/** Hands the browser its session id. */
export async function giveTicket(
  _: PageRequest,
  res: PageResponse,
  { id }: Ticket,
  maxAgeSeconds: number,
): Promise<void> {
  setCookie(res, sessionCookie(id, maxAgeSeconds));
}

/** Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). */
export async function forgetBrowser(_: PageRequest, res: PageResponse): Promise<void> {
  setCookie(res, expiredSessionCookie());
}

/** Appends, as other cookies may have been set already. Ids need no encoding: they are base64url. */
function setCookie(res: PageResponse, cookie: ReturnType<typeof sessionCookie>): void {
  const { name, value, maxAge, path, sameSite, secure, httpOnly } = cookie;
  const parts = [`${name}=${value}`, `Max-Age=${maxAge}`, `Path=${path}`, `SameSite=${sameSite}`];
  if (httpOnly) parts.push("HttpOnly");
  if (secure) parts.push("Secure");
  res.appendHeader("Set-Cookie", parts.join("; "));
}

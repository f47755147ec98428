import type { PageRequest, PageResponse } from "@/lib/request";
import { expiredSessionCookie, SESSION_COOKIE, sessionCookie } from "@/lib/session/cookie";
import { decrypt, encrypt } from "@/lib/session/jwt";
import type { Ticket } from "@/lib/session/ticket";

/** What the browser brought, if the token in its cookie is genuine. */
export async function readTicket(req: PageRequest, _: PageResponse): Promise<Ticket | null> {
  const token = req.cookies[SESSION_COOKIE];
  return token ? decrypt(token) : null;
}

/** Hands the browser its token. */
export async function giveTicket(
  _: PageRequest,
  res: PageResponse,
  ticket: Ticket,
  maxAgeSeconds: number,
): Promise<void> {
  setCookie(res, sessionCookie(await encrypt(ticket, maxAgeSeconds), maxAgeSeconds));
}

/** Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). */
export async function forgetBrowser(_: PageRequest, res: PageResponse): Promise<void> {
  setCookie(res, expiredSessionCookie());
}

/** Appends, as other cookies may have been set already. Tokens need no encoding. */
function setCookie(res: PageResponse, cookie: ReturnType<typeof sessionCookie>): void {
  const { name, value, maxAge, path, sameSite, secure, httpOnly } = cookie;
  const parts = [`${name}=${value}`, `Max-Age=${maxAge}`, `Path=${path}`, `SameSite=${sameSite}`];
  if (httpOnly) parts.push("HttpOnly");
  if (secure) parts.push("Secure");
  res.appendHeader("Set-Cookie", parts.join("; "));
}

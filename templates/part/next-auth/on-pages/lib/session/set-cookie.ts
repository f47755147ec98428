import type { PageResponse } from "@/lib/request";
import { SESSION_COOKIE } from "@/lib/session/cookie";

/** Sets the session cookie. What is in it needs no encoding: base64url and dots. */
export function setSessionCookie(res: PageResponse, value: string, maxAgeSeconds: number): void {
  const { name, options } = SESSION_COOKIE;
  const { path, sameSite, secure, httpOnly } = options;
  const parts = [`${name}=${value}`, `Max-Age=${maxAgeSeconds}`, `Path=${path}`];
  parts.push(`SameSite=${sameSite}`);
  if (httpOnly) parts.push("HttpOnly");
  if (secure) parts.push("Secure");
  res.appendHeader("Set-Cookie", parts.join("; "));
}

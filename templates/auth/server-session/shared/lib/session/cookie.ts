import { isWellFormedSessionId } from "@/lib/session/token";

/**
 * The session cookie. The prefix `__Host-` makes browsers accept it only over HTTPS, from this very
 * host, for all paths: no subdomain can plant one. `next dev` speaks HTTP, so it goes without.
 */
const isProduction = process.env.NODE_ENV === "production";

export const SESSION_COOKIE = isProduction ? "__Host-session" : "session";

/** Lax, not Strict: with Strict, a link in an email would open the site signed out. */
const ATTRIBUTES = {
  httpOnly: true,
  secure: isProduction,
  sameSite: "lax",
  path: "/",
} as const;

export function sessionCookie(id: string, maxAgeSeconds: number) {
  return { name: SESSION_COOKIE, value: id, maxAge: maxAgeSeconds, ...ATTRIBUTES };
}

/**
 * Removes the cookie. `cookies().delete()` would not: browsers ignore a change to a `__Host-` cookie
 * that lacks Secure and Path=/.
 */
export function expiredSessionCookie() {
  return sessionCookie("", 0);
}

/** A cheap first look for proxy.ts, which proves nothing: without such a cookie nobody is signed in. */
export function mayBeSignedIn(cookies: {
  get(name: string): { value: string } | undefined;
}): boolean {
  return isWellFormedSessionId(cookies.get(SESSION_COOKIE)?.value);
}

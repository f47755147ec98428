/**
 * The session cookie. The prefix `__Host-` makes browsers accept it only over HTTPS, from this very
 * host, for all paths: no subdomain can plant one. `next dev` speaks HTTP, so it goes without.
 */
const isProduction = process.env.NODE_ENV === "production";

export const SESSION_COOKIE = isProduction ? "__Host-session" : "session";

/** Lax, not Strict: with Strict, a link in an email would open the site signed out. */
export const COOKIE_ATTRIBUTES = {
  httpOnly: true,
  secure: isProduction,
  sameSite: "lax",
  path: "/",
} as const;

/** Could this be a session id? Everything else never reaches the store. */
export function isWellFormedSessionId(value: string | undefined): value is string {
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value);
}

/** A cheap first look for proxy.ts, which proves nothing: without such a cookie nobody is signed in. */
export function mayBeSignedIn(cookies: {
  get(name: string): { value: string } | undefined;
}): boolean {
  return isWellFormedSessionId(cookies.get(SESSION_COOKIE)?.value);
}

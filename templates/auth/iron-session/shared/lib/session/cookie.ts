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

/**
 * A seal as iron-session 8 writes it with one password. What is not shaped like this must not reach
 * the library: it throws on most of it, and takes any ending after the "~2" for none.
 */
const SEAL = /^Fe26\.2\*1\*[0-9a-f]{64}\*[\w-]{22}\*[\w-]+\*\d+\*[0-9a-f]{64}\*[\w-]{43}~2$/;

export function isSeal(value: string | undefined): value is string {
  return value !== undefined && SEAL.test(value);
}

/** A cheap first look for proxy.ts, which proves nothing: without a seal nobody is signed in. */
export function mayBeSignedIn(cookies: {
  get(name: string): { value: string } | undefined;
}): boolean {
  return isSeal(cookies.get(SESSION_COOKIE)?.value);
}

/**
 * The cookies of Auth.js under names with the prefix `__Host-`: browsers accept them only over HTTPS,
 * from this very host, for all paths, so no subdomain can plant one. `next dev` speaks HTTP, so it
 * goes without.
 */
const isProduction = process.env.NODE_ENV === "production";
const prefix = isProduction ? "__Host-" : "";

/** Lax, not Strict: with Strict, a link in an email would open the site signed out. */
const options = { httpOnly: true, secure: isProduction, sameSite: "lax", path: "/" } as const;

export const SESSION_COOKIE = { name: `${prefix}authjs.session-token`, options };
export const CALLBACK_COOKIE = { name: `${prefix}authjs.callback-url`, options };

/** Auth.js makes a key for each cookie, of the secret and this. Only used for sessions kept in the cookie. */
export const TOKEN_SALT = SESSION_COOKIE.name;

/** A cheap first look for proxy.ts, which proves nothing: without the cookie nobody is signed in. */
export function mayBeSignedIn(cookies: {
  get(name: string): { value: string } | undefined;
}): boolean {
  return Boolean(cookies.get(SESSION_COOKIE.name)?.value);
}

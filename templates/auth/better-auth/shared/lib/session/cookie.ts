/** better-auth's own name; browsers accept the prefix `__Secure-` only over HTTPS. */
export const SESSION_COOKIE =
  process.env.NODE_ENV === "production"
    ? "__Secure-better-auth.session_token"
    : "better-auth.session_token";

/** A cheap first look for proxy.ts, which proves nothing: without such a cookie nobody is signed in. */
export function mayBeSignedIn(cookies: {
  get(name: string): { value: string } | undefined;
}): boolean {
  return Boolean(cookies.get(SESSION_COOKIE)?.value);
}

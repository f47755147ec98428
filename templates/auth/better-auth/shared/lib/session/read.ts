import { createHmac, timingSafeEqual } from "node:crypto";
import { auth } from "@/lib/auth";
import { askAuth } from "@/lib/auth/outage";

/**
 * What auth.api.getSession() finds for a cookie, or null: the same signature, the same one query and the
 * same expiry. It goes without better-auth's router, hooks and headers of an answer, which are most of
 * what a session costs there; a plugin that changes the answer of getSession() is not asked.
 * @throws StoreUnavailableError
 */
export async function readSession(
  cookie: string | undefined,
): Promise<typeof auth.$Infer.Session | null> {
  const { internalAdapter, secret } = await auth.$context;
  const token = cookie && signedToken(cookie, secret);
  if (!token) return null;
  const found = await askAuth(() => internalAdapter.findSession(token));
  if (!found || found.session.expiresAt.getTime() <= Date.now()) return null;
  return found as typeof auth.$Infer.Session;
}

/** The token of a cookie that better-auth signed; null for any other. */
function signedToken(cookie: string, secret: string): string | null {
  const dot = cookie.lastIndexOf(".");
  const token = cookie.slice(0, Math.max(0, dot));
  const given = Buffer.from(cookie.slice(dot + 1));
  const signature = Buffer.from(createHmac("sha256", secret).update(token).digest("base64"));
  return given.length === signature.length && timingSafeEqual(given, signature) ? token : null;
}

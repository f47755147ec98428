import type { JWT, JWTDecodeParams, JWTEncodeParams } from "next-auth/jwt";
import { beginSession, slideSession } from "@/lib/session/lifecycle";
import { noteOutage } from "@/lib/session/outage";
import { endSession, readSession } from "@/lib/session/sessions";
import { isWellFormedSessionId } from "@/lib/session/token";

/**
 * Whom the credentials provider signs in, the library knows by a JSON Web Token in the cookie, and
 * nowhere else. These two take the place of its encryption: the cookie holds a random id, and the
 * session is in the store.
 */

/** The id for the cookie: that of the session at hand or, after a login, of a new one. */
export async function encode({ token }: JWTEncodeParams): Promise<string> {
  if (token?.cookie) return token.cookie;
  if (!token?.sub) throw new Error("Nobody is signed in.");
  return beginSession(token.sub).catch(noteOutage);
}

/** The session behind an id, read once; null where there is none. */
export async function decode({ token: id }: JWTDecodeParams): Promise<JWT | null> {
  if (!isWellFormedSessionId(id)) return null;
  const session = await readSession(id).catch(noteOutage);
  if (!session) return null;
  slideSession(id, session);
  return { sub: session.user.id, cookie: id, session };
}

/** Ends the session of a token, for `events.signOut`: forgetting a cookie ends nothing. */
export async function endSessionOf(token: JWT | null): Promise<void> {
  if (token?.cookie) await endSession(token.cookie).catch(noteOutage);
}

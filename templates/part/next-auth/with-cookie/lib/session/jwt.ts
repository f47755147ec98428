import type { JWT, JWTDecodeParams, JWTEncodeParams } from "next-auth/jwt";
import { beginSession } from "@/lib/session/lifecycle";
import { noteOutage } from "@/lib/session/outage";
import { sealTicket, unsealTicket } from "@/lib/session/seal";
import { endSession, readSession, secondsLeft } from "@/lib/session/sessions";

/**
 * The library's own encryption around our session: what was read is not encrypted again, and every
 * read asks the store whether the session was ended.
 */

/** The token for the cookie: the one at hand or, after a login, that of a new session. */
export async function encode({ token }: JWTEncodeParams): Promise<string> {
  if (token?.cookie) return token.cookie;
  if (!token?.sub) throw new Error("Nobody is signed in.");
  const ticket = await beginSession(token.sub).catch(noteOutage);
  return sealTicket(ticket, secondsLeft(ticket));
}

/** The session in a token; null where it is not one of ours, has expired, or was ended. */
export async function decode({ token: cookie }: JWTDecodeParams): Promise<JWT | null> {
  const ticket = cookie ? await unsealTicket(cookie) : null;
  const session = ticket && (await readSession(ticket).catch(noteOutage));
  return session && { sub: session.user.id, cookie, session };
}

/** Ends the session of a token, for `events.signOut`: forgetting a cookie ends nothing. */
export async function endSessionOf(token: JWT | null): Promise<void> {
  if (token?.session) await endSession(token.session).catch(noteOutage);
}

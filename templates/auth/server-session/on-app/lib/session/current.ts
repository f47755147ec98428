import "server-only";
import { cookies, headers } from "next/headers";
import { after, connection } from "next/server";
import { cache } from "react";
import { describeDevice } from "@/lib/device";
import {
  expiredSessionCookie,
  isWellFormedSessionId,
  SESSION_COOKIE,
  sessionCookie,
} from "@/lib/session/cookie";
import {
  createSession,
  endSession,
  isTouchDue,
  needsNewId,
  readSession,
  rotateSession,
  type Session,
  sweepSometimes,
  touchSession,
} from "@/lib/session/sessions";
import { sessionSettings } from "@/lib/session/settings";
import type { User } from "@/lib/store/types";
import { ignoreOutage } from "@/lib/store/unavailable";

/**
 * The session of the request that is being answered, or null. cache() makes it one read of the store
 * for a page, however many of its components ask.
 *
 * Pages cannot set cookies while they render, so only the record in the store slides; the cookie
 * lives as long as the absolute timeout.
 */
export const getCurrentSession = cache(async (): Promise<Session | null> => {
  const id = await currentSessionId();
  if (id === undefined) return null;
  await connection(); // Expiry is a matter of the clock, so never decide it ahead of a request.
  const session = await readSession(id);
  if (session && isTouchDue(session)) {
    later(async () => {
      await touchSession(id, session);
      await sweepSometimes();
    });
  }
  return session;
});

/** The id in the cookie, if it looks like one. */
export async function currentSessionId(): Promise<string | undefined> {
  const value = (await cookies()).get(SESSION_COOKIE)?.value;
  return isWellFormedSessionId(value) ? value : undefined;
}

/** Signs a user in: ends whatever session the browser had, and starts one under a new id. */
export async function signInBrowser(user: User): Promise<void> {
  const previous = await currentSessionId();
  const { id } = await createSession(user, describeDevice((await headers()).get("user-agent")));
  if (previous) await endSession(previous);
  (await cookies()).set(sessionCookie(id, sessionSettings().absoluteSeconds));
  later(sweepSometimes);
}

/** Takes the cookie out of the browser. The session must have been ended in the store before. */
export async function forgetBrowser(): Promise<void> {
  (await cookies()).set(expiredSessionCookie());
}

/** Gives the browser a new id when the user's role has changed. Not possible while rendering. */
export async function refreshSessionId(session: Session): Promise<void> {
  const id = await currentSessionId();
  if (!id || !needsNewId(session)) return;
  const next = await rotateSession(id, session);
  if (!next) return;
  const secondsLeft = Math.ceil((session.expiresAt - Date.now()) / 1000);
  (await cookies()).set(sessionCookie(next.id, secondsLeft));
}

/** Bookkeeping that nobody waits for. If the store is down, the next request does it. */
function later(work: () => Promise<void>): void {
  after(() => work().catch(ignoreOutage));
}

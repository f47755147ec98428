import { COOKIE_ATTRIBUTES } from "@/lib/session/cookie";
import type { Session } from "@/lib/session/session";
import { createSession, endSession, readSession, touchSession } from "@/lib/session/sessions";
import { sessionSettings } from "@/lib/session/settings";

/** What is in a session: nothing for a visitor, `user` and `device` once somebody signs in. */
export type SessionData = Partial<Session>;

/**
 * A store for the library's option `store`, made of the records in lib/session/sessions.ts. So ids
 * are kept as hashes, the sessions of a user can be listed and ended, and a session ends when its
 * record says so, whatever the browser still holds.
 *
 * A record keeps who is signed in and since when. For anything else that you would put into a
 * session, add it to `SessionRecord` in lib/store/types.ts, or keep it with the user.
 */
export const recordStore = {
  async get(id: string) {
    const session = await readSession(id);
    if (!session) return null;
    const expires = new Date(session.expiresAt);
    const maxAge = sessionSettings().absoluteSeconds;
    return { ...session, cookie: { ...COOKIE_ATTRIBUTES, maxAge, expires } };
  },

  /** Begins the session of a user who signs in. A session without a user is none. */
  async set(id: string, { cookie: _, ...data }: SessionData & { cookie: object }): Promise<void> {
    if (!data.user) await endSession(id);
    else if (isSignedIn(data)) await touchSession(id, data);
    else await createSession(data.user, data.device ?? "Unknown device", id);
  },

  destroy: endSession,
};

/** Is this a session as the store has it, and not the empty one of a visitor? */
export function isSignedIn(data: SessionData): data is Session {
  return data.handle !== undefined;
}

import nextSession from "next-session";
import { COOKIE_ATTRIBUTES, isWellFormedSessionId, SESSION_COOKIE } from "@/lib/session/cookie";
import { recordStore, type SessionData } from "@/lib/session/record-store";
import { sessionSettings } from "@/lib/session/settings";
import { newSessionId } from "@/lib/session/token";

/**
 * The session of a request, as next-session has it: `const session = await getSession(req, res)`.
 * It is there for visitors, too; `session.user` says who is signed in. To guard something, use
 * lib/dal.ts and lib/api-guard.ts instead.
 */
export const getSession = nextSession<SessionData>({
  name: SESSION_COOKIE,
  store: recordStore,
  genid: newSessionId,
  // What is no id counts as no cookie, and is never looked up.
  decode: (value) => (isWellFormedSessionId(value) ? value : null),
  // Visitors get no cookie: sessions are written when somebody signs in, in current.ts.
  autoCommit: false,
  cookie: {
    ...COOKIE_ATTRIBUTES,
    // Read when first needed, so that `next build` runs without settings.
    get maxAge() {
      return sessionSettings().absoluteSeconds;
    },
  },
});

import "server-only";
import { cookies } from "next/headers";
import nextAppSession, { type AppSession } from "next-app-session";
import { COOKIE_ATTRIBUTES, SESSION_COOKIE } from "@/lib/session/cookie";
import { recordStore, type SessionData } from "@/lib/session/record-store";
import { sessionSettings } from "@/lib/session/settings";
import { newSessionId } from "@/lib/session/token";

/** What is made anew for a session that begins, and read from the cookie otherwise. */
interface Beginning {
  id: string;
  maxAgeSeconds: number;
}

/**
 * The session of a browser that has a cookie: `(await session()).get("user")`. next-app-session 1.0.7
 * calls cookies() without awaiting it, as in Next.js 13, so here it is handed the cookies first: that
 * is why there is an `await` more than in its documentation. To guard something, use lib/dal.ts.
 */
export async function session(): Promise<AppSession<SessionData>> {
  return open();
}

/**
 * A session under a new id, for signing in: `await (await newSession()).setAll({ user, device })`.
 * By itself next-app-session keeps the id that a browser brings, so an id from before the login would
 * be one after it (session fixation).
 */
export async function newSession(
  id = newSessionId(),
  maxAgeSeconds = sessionSettings().absoluteSeconds,
): Promise<AppSession<SessionData>> {
  return open({ id, maxAgeSeconds });
}

async function open(beginning?: Beginning): Promise<AppSession<SessionData>> {
  const jar = await cookies();
  let cookie: Parameters<typeof jar.set> | undefined;
  const handle = nextAppSession<SessionData>({
    name: SESSION_COOKIE,
    // No `secret`: a signature proves nothing about 256 random bits that the store knows or not.
    // The library would give the cookie before it writes the record. When the store fails over the
    // record, the browser must not get the id of a session that never began.
    store: {
      ...recordStore,
      async set(...record: Parameters<typeof recordStore.set>) {
        await recordStore.set(...record);
        if (cookie) jar.set(...cookie);
      },
    },
    genid: () => beginning?.id ?? newSessionId(),
    cookie: { ...COOKIE_ATTRIBUTES, maxAge: beginning?.maxAgeSeconds },
  })();
  Object.assign(handle, {
    getCookie: (name: string) => (beginning ? undefined : jar.get(name)?.value),
    setCookie(...wanted: Parameters<typeof jar.set>) {
      cookie = wanted;
    },
  });
  return handle;
}

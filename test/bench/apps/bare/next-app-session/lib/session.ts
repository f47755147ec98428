import { cookies } from "next/headers";
import { connection } from "next/server";
import nextAppSession, { MemoryStore } from "next-app-session";

export interface SessionData {
  user?: { id: string; email: string; name: string; role: string };
}

/** Next.js bundles pages and route handlers apart; what they share hangs on globalThis. */
const shared = globalThis as { sessions?: MemoryStore };
shared.sessions ??= new MemoryStore();

const openSession = nextAppSession<SessionData>({
  name: "SID",
  secret: process.env.SESSION_SECRET,
  store: shared.sessions,
});

/**
 * The library calls cookies() as in Next.js 13, without awaiting it, and does not run on Next.js 16 as
 * it is: here it is handed the cookies, and everything else is as in its documentation.
 */
export async function session() {
  await connection();
  const jar = await cookies();
  const handle = openSession();
  Object.assign(handle, {
    getCookie: (name: string) => jar.get(name)?.value,
    setCookie: (...cookie: Parameters<typeof jar.set>) => jar.set(...cookie),
  });
  return handle;
}

export async function currentUser() {
  return (await session()).get("user");
}

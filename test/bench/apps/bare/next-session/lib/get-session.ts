import nextSession from "next-session";

export interface SessionData {
  user?: { id: string; email: string; name: string; role: string };
}

const open = () =>
  nextSession<SessionData>({ autoCommit: false, cookie: { maxAge: 7 * 24 * 60 * 60 } });

/** Its store in memory is made with it; pages and API routes are bundled apart, and share this one. */
const shared = globalThis as { getSession?: ReturnType<typeof open> };
shared.getSession ??= open();

export const getSession = shared.getSession;

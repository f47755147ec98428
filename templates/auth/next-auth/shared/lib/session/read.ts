import type { CallbacksOptions } from "next-auth";
import { authOptions } from "@/lib/auth";
import { decode } from "@/lib/session/jwt";
import type { Session } from "@/lib/session/session";
import { sessionSettings } from "@/lib/session/settings";

type Asked<Name extends "jwt" | "session"> = Parameters<CallbacksOptions[Name]>[0];

/**
 * What getServerSession(authOptions) says of a session cookie, or null. These are its steps for a JSON
 * Web Token, callbacks and events included, without the request to NextAuth.js' own endpoint that it
 * acts out for them: that is most of what a session costs there.
 */
export async function readSessionCookie(cookie: string): Promise<Session | null> {
  const { callbacks, events } = authOptions;
  const { secret, absoluteSeconds } = sessionSettings();
  const decoded = await decode({ token: cookie, secret });
  if (!decoded?.session) return null;
  const token = (await callbacks?.jwt?.({ token: decoded } as Asked<"jwt">)) ?? decoded;
  const expires = new Date(Date.now() + absoluteSeconds * 1000).toISOString();
  const known = { ...decoded.session, expires };
  const said = await callbacks?.session?.({ session: known, token } as Asked<"session">);
  const session = { ...known, ...(said as typeof known | undefined) };
  await events?.session?.({ session, token });
  return session;
}

import "server-only";
import { auth } from "@clerk/nextjs/server";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { type Session, sessionOf } from "@/lib/clerk-session";
import { loginPath, safeRedirect } from "@/lib/safe-redirect";
import type { Role, User } from "@/lib/store/types";
import { ignoreOutage, StoreUnavailableError } from "@/lib/store/unavailable";

/**
 * The data access layer: the one door through which pages learn who is asking. Call it in the page
 * and beside the data, not only in a layout (layouts are not rendered again on every navigation) and
 * never only in proxy.ts. Without clerkMiddleware() in proxy.ts, auth() refuses to answer.
 */

export type { Session, User };

/**
 * The session, or null for a visitor. cache() makes it one look for a page.
 * @throws StoreUnavailableError when Clerk has to be asked for the user, and does not answer
 */
export const getCurrentSession = cache(async (): Promise<Session | null> => {
  await connection();
  return sessionOf(await auth());
});

/** The user, or null: for what everybody may see. An outage makes everybody a visitor here. */
export async function getViewer(): Promise<User | null> {
  const session = await getCurrentSession().catch(ignoreOutage);
  return session?.user ?? null;
}

/** The session, or null for a visitor. */
export async function getSession(): Promise<Session | null> {
  return orUnavailable(getCurrentSession());
}

/** The user; a visitor is sent to the login page and comes back afterwards. */
export async function requireUser(): Promise<User> {
  return (await requireSession()).user;
}

/** The session; a visitor is sent to the login page and comes back afterwards. */
export async function requireSession(): Promise<Session> {
  const session = await getSession();
  if (!session) redirect(loginPath(await requestedPath()));
  return session;
}

/** The user, who must have this role; others get the 403 page. */
export async function requireRole(role: Role): Promise<User> {
  const user = await requireUser();
  if (user.role !== role) forbidden();
  return user;
}

/** Answers with the page for an outage (503) when Clerk is away. Wrap what a page reads in it. */
export async function orUnavailable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    redirect(`/unavailable?next=${encodeURIComponent(await requestedPath())}`);
  }
}

/** Pages do not know their own address; proxy.ts writes it into this header. */
async function requestedPath(): Promise<string> {
  return safeRedirect((await headers()).get("x-requested-path"));
}

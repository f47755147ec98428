import "server-only";
import { isClerkAPIResponseError } from "@clerk/nextjs/errors";
import { auth, currentUser } from "@clerk/nextjs/server";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { toUser, userOfClaims } from "@/lib/clerk-users";
import { loginPath, safeRedirect } from "@/lib/safe-redirect";
import type { Role, User } from "@/lib/store/types";

/**
 * The data access layer: the one door through which pages learn who is asking. Call it in the page
 * and beside the data, not only in a layout (layouts are not rendered again on every navigation) and
 * never only in proxy.ts. Without clerkMiddleware() in proxy.ts, auth() refuses to answer.
 */

export type { User };

/** A session of Clerk's. Times are milliseconds since 1970, as Date.now() gives them. */
export interface Session {
  id: string;
  user: User;
  /** When the token in the cookie runs out; Clerk's script in the page fetches the next one. */
  tokenExpiresAt: number;
}

/** The session, or null for a visitor. cache() makes it one look for a page. */
export const getSession = cache(async (): Promise<Session | null> => {
  await connection();
  const { userId, sessionId, sessionClaims } = await auth();
  if (!userId) return null;
  const user = userOfClaims(userId, sessionClaims) ?? (await fetchUser());
  return user && { id: sessionId, user, tokenExpiresAt: sessionClaims.exp * 1000 };
});

/** The user, or null: for what everybody may see. */
export async function getViewer(): Promise<User | null> {
  return (await getSession())?.user ?? null;
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

/** Wrap what a page reads from Clerk in it: leads to the page for an outage (503) when that fails. */
export async function orUnavailable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!isClerkAPIResponseError(error)) throw error;
    redirect(`/unavailable?next=${encodeURIComponent(await requestedPath())}`);
  }
}

async function fetchUser(): Promise<User | null> {
  const user = await orUnavailable(currentUser());
  return user && toUser(user);
}

/** Pages do not know their own address; proxy.ts writes it into this header. */
async function requestedPath(): Promise<string> {
  return safeRedirect((await headers()).get("x-requested-path"));
}

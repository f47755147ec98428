import { getAuth } from "@clerk/nextjs/server";
import { type Session, sessionOf } from "@/lib/clerk-session";
import type { PageRequest } from "@/lib/request";

export type { Session };

/**
 * The session, or null for a visitor. Without clerkMiddleware() in proxy.ts, getAuth() refuses to
 * answer.
 * @throws StoreUnavailableError when Clerk has to be asked for the user, and does not answer
 */
export async function getCurrentSession(req: PageRequest): Promise<Session | null> {
  return sessionOf(getAuth(req));
}

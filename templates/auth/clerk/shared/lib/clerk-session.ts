import { fetchUser, userOfClaims } from "@/lib/clerk-users";
import type { User } from "@/lib/store/types";

/** A session of Clerk's. Times are milliseconds since 1970, as Date.now() gives them. */
export interface Session {
  id: string;
  user: User;
  /** When the token in the cookie runs out; Clerk's script in the page fetches the next one. */
  tokenExpiresAt: number;
}

/** What auth() and getAuth() answer, as far as it is used here. */
type Verified =
  | { userId: string; sessionId: string; sessionClaims: { exp: number } }
  | { userId: null };

/**
 * The session that Clerk has verified, or null for a visitor.
 * @throws StoreUnavailableError when the user has to be fetched, and Clerk does not answer
 */
export async function sessionOf(verified: Verified): Promise<Session | null> {
  if (verified.userId === null) return null;
  const { userId, sessionId, sessionClaims } = verified;
  const user = userOfClaims(userId, sessionClaims) ?? (await fetchUser(userId));
  return user && { id: sessionId, user, tokenExpiresAt: sessionClaims.exp * 1000 };
}

import type { User as ClerkUser } from "@clerk/nextjs/server";
import { askClerk, isNotFound } from "@/lib/clerk-api";
import type { User } from "@/lib/store/types";

/**
 * The user that the claims of a session describe, or null where they do not. Every session token
 * carries them once it is asked for: dashboard.clerk.com, "Sessions", "Customize session token":
 *
 *     {
 *       "email": "{{user.primary_email_address}}",
 *       "name": "{{user.full_name}}",
 *       "role": "{{user.public_metadata.role}}"
 *     }
 *
 * Without it, users are fetched from Clerk, with every request.
 */
export function userOfClaims(id: string, claims: object): User | null {
  const { email, name, role } = claims as Record<string, unknown>;
  if (typeof email !== "string" || email === "") return null;
  return { id, email, name: typeof name === "string" && name ? name : email, role: toRole(role) };
}

/** The user as Clerk has it now, or null where the account was deleted meanwhile. */
export async function fetchUser(id: string): Promise<User | null> {
  try {
    return toUser(await askClerk(({ users }) => users.getUser(id)));
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

export function toUser(user: ClerkUser): User {
  const email = user.primaryEmailAddress?.emailAddress ?? "";
  const name = user.fullName || email;
  return { id: user.id, email, name, role: toRole(user.publicMetadata.role) };
}

/** Set `{"role": "admin"}` as public metadata of a user, which only the dashboard and the API can. */
function toRole(role: unknown): User["role"] {
  return role === "admin" ? "admin" : "user";
}

import { randomUUID } from "node:crypto";
import { isValidName, normalizeEmail } from "@/lib/accounts";
import { configuredProviders } from "@/lib/oauth/configured";
import { identities } from "@/lib/store/identities";
import type { User } from "@/lib/store/types";

/** What a provider says of a person, as OpenID Connect names it. */
export interface Claims {
  email?: string | null;
  email_verified?: boolean | null;
  name?: string | null;
}

/** Why an identity opens no account. */
export type Refusal = "unverified" | "not-linked";

/** No password has this hash, and to try one takes as long as for any other account. */
const NO_PASSWORD = "none";

/**
 * The account that a login by a provider opens; the first login makes it, without a password.
 *
 * OWASP ASVS 5.0, chapter V10 (OAuth and OIDC), 10.5, and 6.8 (authentication with an identity
 * provider):
 *
 * - The account is found by issuer and subject, never by the email address (6.8.1, 10.5.2): whoever
 *   can have a provider confirm an address, today or after it changed hands, has not proved to be
 *   the person who signed up with it.
 * - An address that belongs to an account already is not attached to it, verified or not: its
 *   password was not given. That can be offered to somebody who is logged in.
 * - Without a verified address there is no account: it would occupy somebody else's.
 *
 * State, PKCE, nonce, and the issuer and audience of the ID token are checked before, see
 * lib/session/providers.ts (10.1.2, 10.2.1, 10.5.1 to 10.5.4).
 *
 * @param providerId of lib/oauth/configured.ts
 * @throws StoreUnavailableError
 */
export async function openAccount(
  providerId: string,
  subject: string,
  claims: Claims,
): Promise<{ user: User } | { refusal: Refusal }> {
  const provider = configuredProviders().find(({ id }) => id === providerId);
  if (!provider) throw new Error(`There is no provider ${providerId}.`);
  const identity = { issuer: provider.issuer, subject };

  const known = await identities.find(identity);
  if (known) return { user: known };

  const email = normalizeEmail(claims.email ?? "");
  if (!email || claims.email_verified !== true) return { refusal: "unverified" };

  const user = { id: randomUUID(), email, name: nameOf(claims, email), role: "user" as const };
  if (await identities.create(identity, { ...user, passwordHash: NO_PASSWORD })) return { user };

  // The same person in two tabs: the other one was faster.
  const meanwhile = await identities.find(identity);
  return meanwhile ? { user: meanwhile } : { refusal: "not-linked" };
}

function nameOf({ name }: Claims, email: string): string {
  const given = (name ?? "").trim().slice(0, 80);
  return isValidName(given) ? given : (email.split("@", 1)[0] ?? "").slice(0, 80);
}

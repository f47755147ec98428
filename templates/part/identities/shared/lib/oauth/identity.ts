import type { Account, User } from "@/lib/store/types";

/**
 * Who somebody is at a provider. Only the pair of both is lasting and nobody else's: a subject means
 * nothing at another issuer, and an email address may change or get another owner (OpenID Connect
 * Core 1.0, 5.7).
 */
export interface Identity {
  /** The provider, as its ID tokens call it. */
  issuer: string;
  /** The provider's own name for the person. */
  subject: string;
}

/** Which identities open which accounts: what lib/store/identities.ts implements. */
export interface IdentityStore {
  /** The user whose identity this is. */
  find(identity: Identity): Promise<User | null>;
  /**
   * Makes an account that this identity opens: both or neither.
   * @returns false when the email address is taken, or the identity known already
   */
  create(identity: Identity, account: Account): Promise<boolean>;
}

import { createHmac, randomBytes } from "node:crypto";
import { sessionSettings } from "@/lib/session/settings";

/** A session id: 256 random bits, which is all that the cookie holds. */
export function newSessionId(): string {
  return randomBytes(32).toString("base64url");
}

/** Could this be a session id? Everything else never reaches the store. */
export function isWellFormedSessionId(value: string | undefined): value is string {
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value);
}

/** The name a session goes by where a person can see it. It opens nothing. */
export function newHandle(): string {
  return randomBytes(12).toString("base64url");
}

/**
 * What the store knows of an id. Keyed, so that a copy of the store is of no use without the secret.
 * A fast hash is enough here: unlike passwords, 256 random bits cannot be guessed.
 */
export function hashSessionId(id: string): string {
  return createHmac("sha256", sessionSettings().secret).update(id).digest("base64url");
}

import { createHash } from "node:crypto";

/** For how long a token that was verified is not verified again. */
const LIFE_MS = 60_000;
/** Tokens remembered at the same time. */
const LIMIT = 2000;

/**
 * Wraps `open`, which verifies a token and tells what it holds (null: it is not genuine), so that a
 * browser's next request does not pay for the same cryptography again.
 *
 * Only what the bytes hold is remembered, which can never change, and never whether the session is
 * alive: its times are compared and the store is asked on every request. The token itself is not
 * kept, only its hash.
 */
export function rememberVerified<T>(
  open: (token: string) => Promise<T | null>,
): (token: string) => Promise<T | null> {
  const known = new Map<string, { content: T; until: number }>();
  return async (token) => {
    const key = createHash("sha256").update(token).digest("base64");
    const hit = known.get(key);
    if (hit && Date.now() < hit.until) return hit.content;
    known.delete(key);
    const content = await open(token);
    if (content === null) return null;
    for (const oldest of known.keys()) {
      if (known.size < LIMIT) break;
      known.delete(oldest);
    }
    known.set(key, { content, until: Date.now() + LIFE_MS });
    return content;
  };
}

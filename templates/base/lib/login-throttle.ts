import { createHash } from "node:crypto";
import { getStore } from "@/lib/store/store";

const WINDOW_SECONDS = 15 * 60;
/** Guesses at one account; a real person gets there only with a lot of bad luck. */
const PER_ACCOUNT = 10;
/** Guesses from one address over all accounts; higher, as whole offices share one. */
const PER_ADDRESS = 100;

export interface Attempt {
  allowed: boolean;
  /** Takes the attempt back: it was not a guess, the password was right. */
  succeeded(): Promise<void>;
}

/**
 * Counts an attempt before the password is checked, not after: a thousand guesses sent at the same
 * moment are a thousand attempts. The counters live in the store, so all instances share them.
 * The same answer is given whether or not the account exists.
 */
export async function countAttempt(email: string, address: string): Promise<Attempt> {
  const { attempts } = getStore();
  const accountKey = `account:${fingerprint(email)}`;
  const addressKey = `address:${fingerprint(address)}`;
  const [forAccount, forAddress] = await Promise.all([
    attempts.add(accountKey, 1, WINDOW_SECONDS),
    attempts.add(addressKey, 1, WINDOW_SECONDS),
  ]);
  return {
    allowed: forAccount <= PER_ACCOUNT && forAddress <= PER_ADDRESS,
    async succeeded() {
      await Promise.all([
        attempts.add(accountKey, -forAccount, WINDOW_SECONDS),
        attempts.add(addressKey, -1, WINDOW_SECONDS),
      ]);
    },
  };
}

/** Keys of bounded length that do not spell out who tried to sign in. */
function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

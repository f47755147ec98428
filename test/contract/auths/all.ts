import type { AuthUnderTest } from "./auth.ts";
import { authjs } from "./authjs.ts";
import { betterAuth } from "./better-auth.ts";
import { clerk } from "./clerk.ts";
import { nextAuth } from "./next-auth.ts";

/** Libraries that are special in some way. The rest is like {@link plain}. */
const special: readonly AuthUnderTest[] = [authjs, betterAuth, nextAuth, clerk];

/** A library without doors of its own, and with our name for the secret. */
export const plain: AuthUnderTest = { id: "plain", secretName: "SESSION_SECRET", doors: [] };

/** What the contract has to know about an auth library, by its id in the catalogue. */
export function authUnderTest(id: string): AuthUnderTest {
  return special.find((auth) => auth.id === id) ?? { ...plain, id };
}

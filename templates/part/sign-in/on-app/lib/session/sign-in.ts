import "server-only";
import { headers } from "next/headers";
import { type Failure, type NewAccount, type Result, signIn, signUp } from "@/lib/accounts";
import { clientAddress } from "@/lib/client-address";
import { signInBrowser } from "@/lib/session/current";

/**
 * Signs the browser in that sent the form, if email and password are right.
 * @returns why it did not, or null
 * @throws StoreUnavailableError
 */
export async function signInWithPassword(email: string, password: string): Promise<Failure | null> {
  return begin(await signIn(email, password, clientAddress(await headers())));
}

/**
 * Makes an account and signs the browser in with it.
 * @returns why it did not, or null
 * @throws StoreUnavailableError
 */
export async function signUpWithPassword(account: NewAccount): Promise<Failure | null> {
  return begin(await signUp(account, clientAddress(await headers())));
}

async function begin(result: Result): Promise<Failure | null> {
  if ("failure" in result) return result.failure;
  await signInBrowser(result.user);
  return null;
}

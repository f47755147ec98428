import "server-only";
import { headers } from "next/headers";
import { SignInFailure, signIn } from "@/auth";
import { type Failure, type NewAccount, signUp } from "@/lib/accounts";
import { clientAddress } from "@/lib/client-address";
import { orOutage } from "@/lib/session/outage";

/**
 * Has Auth.js check email and password and set its cookie, for the server action of the login form.
 * @returns why it did not, or null
 * @throws StoreUnavailableError
 */
export async function signInWithPassword(email: string, password: string): Promise<Failure | null> {
  try {
    await orOutage(() => signIn("credentials", { email, password, redirect: false }));
    return null;
  } catch (error) {
    if (error instanceof SignInFailure) return error.code;
    throw error;
  }
}

/**
 * Makes an account and signs in with it.
 * @returns why it did not, or null
 * @throws StoreUnavailableError
 */
export async function signUpWithPassword(account: NewAccount): Promise<Failure | null> {
  const result = await signUp(account, clientAddress(await headers()));
  if ("failure" in result) return result.failure;
  return signInWithPassword(account.email, account.password);
}

import "server-only";
import { headers } from "next/headers";
import { type Failure, type NewAccount, type Result, signIn, signUp } from "@/lib/accounts";
import { later } from "@/lib/session/current";
import { sweepSometimes } from "@/lib/session/upkeep";

/**
 * Signs the browser in that sent the form, if email and password are right: better-auth's plugin
 * nextCookies() hands it the session.
 * @returns why it did not, or null
 */
export async function signInWithPassword(email: string, password: string): Promise<Failure | null> {
  return failureOf(await signIn({ email, password }, await headers()));
}

/**
 * Makes an account and signs the browser in with it.
 * @returns why it did not, or null
 */
export async function signUpWithPassword(account: NewAccount): Promise<Failure | null> {
  return failureOf(await signUp(account, await headers()));
}

function failureOf(result: Result): Failure | null {
  if ("failure" in result) return result.failure;
  later(sweepSometimes);
  return null;
}

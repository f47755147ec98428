import "server-only";
import { headers } from "next/headers";
import { FAILURES, type Failure, type NewAccount, signUp } from "@/lib/accounts";
import { clientAddress } from "@/lib/client-address";
import { askEndpoint } from "@/lib/session/endpoint";

/**
 * signIn("credentials") for server actions: NextAuth.js checks email and password and makes its cookie.
 * @returns why it did not, or null
 * @throws StoreUnavailableError
 */
export async function signInWithPassword(email: string, password: string): Promise<Failure | null> {
  const { csrfToken } = await askEndpoint("csrf");
  const { url } = await askEndpoint("callback/credentials", {
    csrfToken,
    email,
    password,
    json: "true",
  });
  const error = new URL(url).searchParams.get("error");
  if (error === null) return null;
  if (Object.hasOwn(FAILURES, error)) return error as Failure;
  throw new Error(`NextAuth.js refused the login: ${error}`);
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

import { FAILURES, type Failure, type NewAccount, signUp } from "@/lib/accounts";
import { clientAddress } from "@/lib/client-address";
import { headersOf, type PageRequest, type PageResponse } from "@/lib/request";
import { postForm } from "@/lib/session/endpoint";

/**
 * Has NextAuth.js check email and password and set its cookie.
 * @returns why it did not, or null
 * @throws StoreUnavailableError
 */
export async function signInWithPassword(
  req: PageRequest,
  res: PageResponse,
  { email, password }: Omit<NewAccount, "name">,
): Promise<Failure | null> {
  const { url } = await postForm(req, res, "callback/credentials", { email, password });
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
export async function signUpWithPassword(
  req: PageRequest,
  res: PageResponse,
  account: NewAccount,
): Promise<Failure | null> {
  const result = await signUp(account, clientAddress(headersOf(req)));
  if ("failure" in result) return result.failure;
  return signInWithPassword(req, res, account);
}

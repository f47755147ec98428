import { type Failure, type NewAccount, type Result, signIn, signUp } from "@/lib/accounts";
import { clientAddress } from "@/lib/client-address";
import { headersOf, type PageRequest, type PageResponse } from "@/lib/request";
import { signInBrowser } from "@/lib/session/current";

/**
 * Signs the browser in that sent the form, if email and password are right.
 * @returns why it did not, or null
 * @throws StoreUnavailableError
 */
export async function signInWithPassword(
  req: PageRequest,
  res: PageResponse,
  { email, password }: Omit<NewAccount, "name">,
): Promise<Failure | null> {
  return begin(req, res, await signIn(email, password, clientAddress(headersOf(req))));
}

/**
 * Makes an account and signs the browser in with it.
 * @returns why it did not, or null
 * @throws StoreUnavailableError
 */
export async function signUpWithPassword(
  req: PageRequest,
  res: PageResponse,
  account: NewAccount,
): Promise<Failure | null> {
  return begin(req, res, await signUp(account, clientAddress(headersOf(req))));
}

async function begin(req: PageRequest, res: PageResponse, result: Result): Promise<Failure | null> {
  if ("failure" in result) return result.failure;
  await signInBrowser(req, res, result.user);
  return null;
}

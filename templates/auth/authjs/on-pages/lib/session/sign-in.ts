import { FAILURES, type Failure, type NewAccount, signUp } from "@/lib/accounts";
import { clientAddress } from "@/lib/client-address";
import { headersOf, type PageRequest, type PageResponse } from "@/lib/request";
import { postForm } from "@/lib/session/endpoint";

/**
 * Has Auth.js check email and password and set its cookie.
 * @returns why it did not, or null
 * @throws StoreUnavailableError
 */
export async function signInWithPassword(
  req: PageRequest,
  res: PageResponse,
  { email, password }: Omit<NewAccount, "name">,
): Promise<Failure | null> {
  const { url } = await postForm(req, res, "callback/credentials", { email, password });
  const { searchParams } = new URL(url);
  if (!searchParams.has("error")) return null;
  const code = searchParams.get("code") ?? "";
  if (Object.hasOwn(FAILURES, code)) return code as Failure;
  throw new Error(`Auth.js refused the login: ${searchParams.get("error")}`);
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

import { failureText } from "@/lib/accounts";

const NOT_LINKED =
  "There is an account with this email address already. Please sign in with your password, or the way you signed up.";
const UNVERIFIED =
  "That provider has not confirmed that your email address is yours. Confirm it there, or sign up with a password.";
const ELSE = "Logging in that way did not work. Please try again, or use your password.";

/** By the names that the libraries give them in the address of the login page. */
const TEXTS: Record<string, string> = {
  OAuthAccountNotLinked: NOT_LINKED,
  account_not_linked: NOT_LINKED,
  AccessDenied: UNVERIFIED,
  email_not_verified: UNVERIFIED,
  email_not_found: UNVERIFIED,
};

/** The text for a failure named in the address bar; nothing else from there reaches the page. */
export function loginFailureText(name: unknown): string | undefined {
  if (typeof name !== "string" || name === "") return undefined;
  return failureText(name) ?? (Object.hasOwn(TEXTS, name) ? TEXTS[name] : ELSE);
}

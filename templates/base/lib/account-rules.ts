import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/password";

/** Why signing in or up failed, in words for the person who tried. */
export const FAILURES = {
  // One message for an unknown user and a wrong password, so that neither can be found out.
  credentials: "Email or password is wrong.",
  attempts: "Too many attempts. Please wait 15 minutes and try again.",
  name: "Please enter a name of 1 to 80 characters.",
  email: "Please enter a valid email address.",
  password: `Please choose a password of ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters.`,
  taken: "There is an account with this email address already.",
  unavailable: "We cannot reach our database right now. Please try again in a moment.",
} as const;

export type Failure = keyof typeof FAILURES;

/** What somebody fills in to get an account. */
export interface NewAccount {
  name: string;
  email: string;
  password: string;
}

/** The text for a failure named in the address bar; nothing else from there reaches the page. */
export function failureText(name: unknown): string | undefined {
  return typeof name === "string" && Object.hasOwn(FAILURES, name)
    ? FAILURES[name as Failure]
    : undefined;
}

/** Email addresses are compared in one spelling. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase().slice(0, 254);
}

export function isValidName(name: string): boolean {
  const { length } = name.trim();
  return length >= 1 && length <= 80;
}

/** What is wrong with the details of a new account, if anything. */
export function validate(input: NewAccount): Failure | undefined {
  if (!isValidName(input.name)) return "name";
  const email = input.email.trim();
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return "email";
  const { length } = input.password;
  if (length < MIN_PASSWORD_LENGTH || length > MAX_PASSWORD_LENGTH) return "password";
  return undefined;
}

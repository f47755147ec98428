import { randomUUID } from "node:crypto";
import { countAttempt } from "@/lib/login-throttle";
import {
  hashPassword,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  verifyPassword,
} from "@/lib/password";
import { getStore } from "@/lib/store/store";
import type { Role, User } from "@/lib/store/types";

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
export type Result = { user: User } | { failure: Failure };

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

/** Checks email and password. `address` is where the request came from, see clientAddress(). */
export async function signIn(email: string, password: string, address: string): Promise<Result> {
  const attempt = await countAttempt(normalizeEmail(email), address);
  if (!attempt.allowed) return { failure: "attempts" };

  const account = await getStore().users.byEmail(normalizeEmail(email));
  const ok = await verifyPassword(password.slice(0, MAX_PASSWORD_LENGTH), account?.passwordHash);
  if (!account || !ok) return { failure: "credentials" };

  await attempt.succeeded();
  return { user: { id: account.id, email: account.email, name: account.name, role: account.role } };
}

/** Makes an account with the role "user". */
export async function signUp(
  input: { name: string; email: string; password: string },
  address: string,
): Promise<Result> {
  const failure = validate(input);
  if (failure) return { failure };

  // Trying out which addresses are taken is guessing too.
  const attempt = await countAttempt(`sign-up:${normalizeEmail(input.email)}`, address);
  if (!attempt.allowed) return { failure: "attempts" };

  const user = await createUser(input, "user");
  if (!user) return { failure: "taken" };
  await attempt.succeeded();
  return { user };
}

/** @returns the new user, or null when the email address is taken. */
export async function createUser(
  input: { name: string; email: string; password: string },
  role: Role,
): Promise<User | null> {
  const user = {
    id: randomUUID(),
    email: normalizeEmail(input.email),
    name: input.name.trim(),
    role,
  };
  const passwordHash = await hashPassword(input.password);
  return (await getStore().users.create({ ...user, passwordHash })) ? user : null;
}

export function isValidName(name: string): boolean {
  const { length } = name.trim();
  return length >= 1 && length <= 80;
}

function validate(input: { name: string; email: string; password: string }): Failure | undefined {
  if (!isValidName(input.name)) return "name";
  const email = input.email.trim();
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return "email";
  const { length } = input.password;
  if (length < MIN_PASSWORD_LENGTH || length > MAX_PASSWORD_LENGTH) return "password";
  return undefined;
}

import { randomUUID } from "node:crypto";
import { type Failure, type NewAccount, normalizeEmail, validate } from "@/lib/account-rules";
import { countAttempt } from "@/lib/login-throttle";
import { hashPassword, MAX_PASSWORD_LENGTH, verifyPassword } from "@/lib/password";
import { getStore } from "@/lib/store/store";
import type { Role, User } from "@/lib/store/types";

export {
  FAILURES,
  type Failure,
  failureText,
  isValidName,
  type NewAccount,
  normalizeEmail,
} from "@/lib/account-rules";

export type Result = { user: User } | { failure: Failure };

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
export async function signUp(input: NewAccount, address: string): Promise<Result> {
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
export async function createUser(input: NewAccount, role: Role): Promise<User | null> {
  const user = {
    id: randomUUID(),
    email: normalizeEmail(input.email),
    name: input.name.trim(),
    role,
  };
  const passwordHash = await hashPassword(input.password);
  return (await getStore().users.create({ ...user, passwordHash })) ? user : null;
}

import { isAPIError } from "better-auth/api";
import { type Failure, type NewAccount, normalizeEmail, validate } from "@/lib/account-rules";
import { auth } from "@/lib/auth";

export {
  FAILURES,
  type Failure,
  failureText,
  isValidName,
  type NewAccount,
} from "@/lib/account-rules";

/** Why nobody was signed in, or the headers that hand the browser its session. */
export type Result = { failure: Failure } | { headers: Headers };

/** Checks email and password and starts a session. `headers` are those of the request. */
export async function signIn(
  body: { email: string; password: string },
  headers: Headers,
): Promise<Result> {
  const input = { ...body, email: normalizeEmail(body.email) };
  return orFailure(auth.api.signInEmail({ body: input, headers, returnHeaders: true }));
}

/** Makes an account with the role "user", and starts a session. */
export async function signUp(body: NewAccount, headers: Headers): Promise<Result> {
  const failure = validate(body);
  if (failure) return { failure };
  const input = { ...body, name: body.name.trim(), email: normalizeEmail(body.email) };
  return orFailure(auth.api.signUpEmail({ body: input, headers, returnHeaders: true }));
}

const BY_STATUS: Partial<Record<string | number, Failure>> = {
  BAD_REQUEST: "credentials",
  UNAUTHORIZED: "credentials",
  UNPROCESSABLE_ENTITY: "taken",
  TOO_MANY_REQUESTS: "attempts",
  SERVICE_UNAVAILABLE: "unavailable",
};

async function orFailure(answer: Promise<{ headers: Headers }>): Promise<Result> {
  try {
    return { headers: (await answer).headers };
  } catch (error) {
    const failure = isAPIError(error) ? BY_STATUS[error.status] : undefined;
    if (failure) return { failure };
    throw error;
  }
}

import { createRequire } from "node:module";
import path from "node:path";
import type { Place } from "../harness/sample.ts";
import { cookiesOf } from "./visitors.ts";

export const secret = "a secret of the differential run, 32 bytes or more";

/** `encode` of next-auth/jwt, of the version that the application uses. */
type Encode = (given: { token: object; secret: string; maxAge: number }) => Promise<string>;

const cookieName = "next-auth.session-token";

/**
 * Logs in as next-auth's own form does and keeps the cookies.
 * @throws Error when the application does not accept the credentials
 */
export function loggedInAs(email: string, password: string) {
  return async ({ origin }: Place): Promise<string> => {
    const form = await fetch(`${origin}/api/auth/csrf`);
    const { csrfToken } = (await form.json()) as { csrfToken: string };
    const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: cookiesOf(form) },
      body: new URLSearchParams({ email, password, csrfToken, json: "true" }),
    });
    const cookies = cookiesOf(answer);
    if (cookies.includes(cookieName)) return cookies;
    throw new Error(`${email} cannot log in: ${answer.status} ${await answer.text()}`);
  };
}

/**
 * A visitor who brings a session of the administrator, made as next-auth makes it.
 * @param maxAge seconds that it is valid from now on; negative when it has expired
 */
export function withToken(maxAge: number) {
  return async ({ modules }: Place): Promise<string> => {
    const load = createRequire(path.join(modules, "package.json"));
    const { encode } = load("next-auth/jwt") as { encode: Encode };
    const token = { name: "Adam Root", email: "admin@example.org", sub: "2", role: "admin" };
    return `${cookieName}=${await encode({ token, secret, maxAge })}`;
  };
}

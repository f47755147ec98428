import type { AuthUnderTest } from "./auth.ts";

/** better-auth answers on /api/auth besides the forms of the pages. */
export const betterAuth: AuthUnderTest = {
  id: "better-auth",
  secretName: "BETTER_AUTH_SECRET",
  doors: [
    {
      name: "POST /api/auth/sign-in/email",
      signIn: (visitor, { email, password }, { next, headers } = {}) =>
        visitor.request("/api/auth/sign-in/email", {
          method: "POST",
          body: JSON.stringify({ email, password, callbackURL: next }),
          headers: { "content-type": "application/json", ...headers },
        }),
    },
  ],
};

import type { NextAuthConfig } from "next-auth";

/**
 * Further ways to sign in: none yet. What a provider says of a person is not an account of this
 * application (lib/accounts.ts), so whoever adds one decides in `callbacks.signIn` which account it
 * opens, and puts its id into `user.id`.
 */
export const further: {
  providers: NextAuthConfig["providers"];
  callbacks: Pick<NonNullable<NextAuthConfig["callbacks"]>, "signIn">;
} = { providers: [], callbacks: {} };

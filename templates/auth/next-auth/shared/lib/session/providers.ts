import type { NextAuthOptions } from "next-auth";

/**
 * Further ways to sign in: none yet. What a provider says of a person is not an account of this
 * application (lib/accounts.ts), so whoever adds one decides in `callbacks.signIn` which account it
 * opens, and puts its id into `user.id`.
 */
export const further: {
  providers: NextAuthOptions["providers"];
  callbacks: Pick<NonNullable<NextAuthOptions["callbacks"]>, "signIn">;
} = { providers: [], callbacks: {} };

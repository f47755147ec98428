import NextAuth from "next-auth";
import Credentials from "next-auth/providers/credentials";

export interface Account {
  id: string;
  email: string;
  name: string;
  role: string;
}

export const { handlers, auth, signIn, signOut } = NextAuth({
  providers: [
    Credentials({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      async authorize({ email }) {
        return { id: crypto.randomUUID(), email: String(email), name: "Ada", role: "user" };
      },
    }),
  ],
  callbacks: {
    jwt({ token, user }) {
      if (user) token.user = user;
      return token;
    },
    session: ({ session, token }) => ({ ...session, user: token.user as Account }),
  },
});

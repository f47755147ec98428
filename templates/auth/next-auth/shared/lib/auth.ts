import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { signIn as checkPassword } from "@/lib/accounts";
import { clientAddress } from "@/lib/client-address";
import { safeRedirect } from "@/lib/safe-redirect";
import { logger } from "@/lib/session/auth-log";
import { CALLBACK_COOKIE, SESSION_COOKIE } from "@/lib/session/cookie";
import { decode, encode, endSessionOf } from "@/lib/session/jwt";
import { further } from "@/lib/session/providers";
import { sessionSettings } from "@/lib/session/settings";
import { ignoreOutage } from "@/lib/store/unavailable";

// Without NEXTAUTH_URL, NextAuth.js would take the site for http://localhost:3000. This has it read
// the Host header, which forms are checked against, too (lib/same-origin.ts).
process.env.AUTH_TRUST_HOST ??= "true";

export const authOptions: NextAuthOptions = {
  providers: [
    CredentialsProvider({
      name: "Email and password",
      credentials: {
        email: { label: "Email", type: "email" },
        password: { label: "Password", type: "password" },
      },
      async authorize(credentials, request) {
        const { email = "", password = "" } = credentials ?? {};
        const address = clientAddress(new Headers(request.headers));
        const result = await checkPassword(email, password, address).catch(ignoreOutage);
        // The message ends up as ?error=… of the login page, see FAILURES in lib/accounts.ts.
        if (result === null) throw new Error("unavailable");
        if ("failure" in result) throw new Error(result.failure);
        return result.user;
      },
    }),
    ...further.providers,
  ],
  pages: { signIn: "/login", error: "/login" },
  session: {
    strategy: "jwt",
    /** Seconds. Read when first needed, because `next build` runs without the environment. */
    get maxAge() {
      return sessionSettings().absoluteSeconds;
    },
  },
  jwt: { encode, decode },
  callbacks: {
    ...further.callbacks,
    session: ({ session, token }) => ({ ...session, ...token.session }),
    /** Only pages of this site; NextAuth.js itself would take "//evil.example" for one. */
    redirect({ url, baseUrl }) {
      const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
      return baseUrl + safeRedirect(path);
    },
  },
  events: { signOut: ({ token }) => endSessionOf(token) },
  cookies: { sessionToken: SESSION_COOKIE, callbackUrl: CALLBACK_COOKIE },
  useSecureCookies: process.env.NODE_ENV === "production",
  logger,
};

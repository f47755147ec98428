import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { signIn as checkPassword, type Failure } from "@/lib/accounts";
import { clientAddress } from "@/lib/client-address";
import { safeRedirect } from "@/lib/safe-redirect";
import { logger } from "@/lib/session/auth-log";
import { CALLBACK_COOKIE, SESSION_COOKIE } from "@/lib/session/cookie";
import { decode, encode, endSessionOf } from "@/lib/session/jwt";
import { further } from "@/lib/session/providers";
import { sessionSettings } from "@/lib/session/settings";
import { ignoreOutage } from "@/lib/store/unavailable";

/** Why nobody was signed in; its code is a name in FAILURES (lib/accounts.ts). */
export class SignInFailure extends CredentialsSignin {
  override code: Failure;

  constructor(code: Failure) {
    super();
    this.code = code;
  }
}

export const { handlers, auth, signIn, signOut } = NextAuth({
  providers: [
    Credentials({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      async authorize({ email, password }, { headers }) {
        const address = clientAddress(headers);
        const result = await checkPassword(text(email), text(password), address).catch(
          ignoreOutage,
        );
        if (result === null) throw new SignInFailure("unavailable");
        if ("failure" in result) throw new SignInFailure(result.failure);
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
    /** Only pages of this site; Auth.js itself would take "//evil.example" for one. */
    redirect({ url, baseUrl }) {
      const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
      return baseUrl + safeRedirect(path);
    },
  },
  events: {
    signOut: (message) => endSessionOf("token" in message ? message.token : null),
  },
  cookies: { sessionToken: SESSION_COOKIE, callbackUrl: CALLBACK_COOKIE },
  useSecureCookies: process.env.NODE_ENV === "production",
  // Forms are checked against the Host header, too: see lib/same-origin.ts. AUTH_URL overrules it.
  trustHost: true,
  logger,
});

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

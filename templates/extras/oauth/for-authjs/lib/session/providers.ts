import { type Account, AuthError, type NextAuthConfig, type Profile, type User } from "next-auth";
import type { OAuthConfig, OIDCConfig } from "next-auth/providers";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { configuredProviders, type OAuthProvider } from "@/lib/oauth/configured";
import { readGitHubUser } from "@/lib/oauth/github";
import { type Claims, openAccount } from "@/lib/oauth/open-account";
import { noteOutage } from "@/lib/session/outage";

/** Auth.js compares state and nonce with its cookies, and sends the verifier of PKCE along. */
const checks: OIDCConfig<Claims>["checks"] = ["pkce", "state", "nonce"];

const config = {
  github: ({ clientId, clientSecret }: OAuthProvider) => {
    const provider = GitHub({ clientId, clientSecret, checks: ["pkce", "state"] });
    return {
      ...provider,
      userinfo: {
        url: "https://api.github.com/user",
        request: ({ tokens }: { tokens: { access_token?: string } }) =>
          readGitHubUser(tokens.access_token ?? ""),
      },
    } as OAuthConfig<Claims & { id: number }>;
  },

  google: ({ clientId, clientSecret }: OAuthProvider) => Google({ clientId, clientSecret, checks }),

  oidc: ({ name, issuer, clientId, clientSecret }: OAuthProvider): OIDCConfig<Claims> => ({
    id: "oidc",
    name,
    // Verifies the ID token: issuer, audience, expiry, nonce. Not its signature: it comes from the
    // provider itself, by HTTPS (OpenID Connect Core 1.0, 3.1.3.7, 6).
    type: "oidc",
    issuer,
    clientId,
    clientSecret,
    checks,
    // The email address is rarely in the ID token: ask for it. The subjects of both are compared.
    idToken: false,
  }),
};

/** Says by its type what the login page shows. */
class NotLinked extends AuthError {
  static type = "OAuthAccountNotLinked" as const;
}

/** Signs in whoever has an account by a provider, see lib/oauth/open-account.ts. */
async function signIn({ user, account, profile }: SignIn): Promise<boolean> {
  if (!account || account.type === "credentials") return true;
  const claims = { ...(profile as Claims), name: user.name };
  const { provider, providerAccountId } = account;
  const opened = await openAccount(provider, providerAccountId, claims).catch(noteOutage);
  if ("user" in opened) {
    user.id = opened.user.id; // What Auth.js makes the session of.
    return true;
  }
  if (opened.refusal === "unverified") return false;
  throw new NotLinked();
}

interface SignIn {
  user: User;
  account?: Account | null;
  profile?: Profile;
}

/** OAuth providers, as far as they are configured. */
export const further: {
  providers: NextAuthConfig["providers"];
  callbacks: NonNullable<NextAuthConfig["callbacks"]>;
} = {
  providers: configuredProviders().map((provider) => config[provider.id](provider)),
  callbacks: { signIn },
};

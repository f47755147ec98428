import type { Account, NextAuthOptions, Profile, User } from "next-auth";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { OAuthConfig } from "next-auth/providers/index";
import { configuredProviders, discoveryAddress, type OAuthProvider } from "@/lib/oauth/configured";
import { readGitHubUser } from "@/lib/oauth/github";
import { type Claims, openAccount } from "@/lib/oauth/open-account";
import { noteOutage } from "@/lib/session/outage";

/** NextAuth.js compares state and nonce with its cookies, and sends the verifier of PKCE along. */
const checks: OAuthConfig<Claims>["checks"] = ["pkce", "state", "nonce"];

const config = {
  github: ({ clientId, clientSecret }: OAuthProvider) =>
    GitHubProvider({
      clientId,
      clientSecret,
      checks: ["pkce", "state"],
      userinfo: {
        request: async ({ tokens }) => (await readGitHubUser(tokens.access_token ?? "")) as Profile,
      },
      profile: ({ id, name, email }) => ({ id: String(id), name, email }),
    }),

  google: ({ clientId, clientSecret }: OAuthProvider) =>
    GoogleProvider({ clientId, clientSecret, checks }),

  oidc: (provider: OAuthProvider): OAuthConfig<Claims & { sub: string }> => ({
    id: "oidc",
    name: provider.name,
    type: "oauth",
    wellKnown: discoveryAddress(provider),
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    authorization: { params: { scope: "openid email profile" } },
    checks,
    // Verifies the ID token: signature, issuer, audience, expiry, nonce.
    idToken: true,
    userinfo: {
      // The email address is rarely in the ID token. userinfo() compares the subjects of both.
      request({ client, tokens }) {
        if (client.issuer.metadata.issuer !== provider.issuer) {
          throw new Error(`${provider.issuer} calls itself ${client.issuer.metadata.issuer}.`);
        }
        return client.userinfo(tokens as Parameters<typeof client.userinfo>[0]);
      },
    },
    profile: ({ sub, name, email }) => ({ id: sub, name, email }),
  }),
};

/** Signs in whoever has an account by a provider, see lib/oauth/open-account.ts. */
async function signIn({ user, account, profile }: SignIn): Promise<boolean> {
  if (!account || account.type === "credentials") return true;
  const claims = { ...(profile as Claims), name: user.name };
  const { provider, providerAccountId } = account;
  const opened = await openAccount(provider, providerAccountId, claims).catch(noteOutage);
  if ("user" in opened) {
    user.id = opened.user.id; // What NextAuth.js makes the session of.
    return true;
  }
  if (opened.refusal === "unverified") return false;
  throw new Error("OAuthAccountNotLinked");
}

interface SignIn {
  user: User;
  account: Account | null;
  profile?: Profile;
}

/** OAuth providers, as far as they are configured. */
export const further: {
  providers: NextAuthOptions["providers"];
  callbacks: NonNullable<NextAuthOptions["callbacks"]>;
} = {
  providers: configuredProviders().map((provider) => config[provider.id](provider)),
  callbacks: { signIn },
};

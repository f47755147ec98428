import { createHash } from "node:crypto";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import type { OAuth2Tokens } from "better-auth/oauth2";
import { genericOAuth } from "better-auth/plugins";
import { github, google } from "better-auth/social-providers";
import { configuredProviders, discoveryAddress, type OAuthProvider } from "@/lib/oauth/configured";
import { readUser } from "@/lib/oauth/user-info";

/**
 * Login by OAuth providers, as far as they are configured. The account is found by the provider and
 * its name for the person; the first login makes it.
 *
 * OWASP ASVS 5.0, chapter V10 (OAuth and OIDC), 10.5, and 6.8 (authentication with an identity
 * provider):
 *
 * - Nothing is linked by the email address, verified or not. By default, better-auth links a provider
 *   that says "verified" to an account whose own address was verified.
 * - Without a verified address there is no account: it would occupy somebody else's.
 * - Only the way by the provider's page counts, with state, PKCE and nonce. By default, an ID token
 *   that was got elsewhere would do, too.
 * - Tokens of the provider are not kept, as nothing here asks the provider again.
 */
function providerRules(): BetterAuthPlugin {
  return {
    id: "provider-rules",
    init: () => ({
      context: { socialProviders: builtIn() },
      options: {
        account: {
          accountLinking: { enabled: false, disableImplicitLinking: true },
          updateAccountOnSignIn: false,
        },
        user: {
          validateUserInfo({ user, source }) {
            const isNew = source.method === "oauth" && source.action === "create-user";
            if (isNew && user.emailVerified !== true) return { error: "email_not_verified" };
          },
        },
        onAPIError: { errorURL: "/login" },
        databaseHooks: {
          account: {
            create: {
              before: async (account) => ({
                data: { ...account, accessToken: null, refreshToken: null, idToken: null },
              }),
            },
          },
        },
      },
    }),
    hooks: {
      before: [
        {
          matcher: ({ path, body }) => path === "/sign-in/social" && body?.idToken !== undefined,
          handler: createAuthMiddleware(async () => {
            throw new APIError("FORBIDDEN");
          }),
        },
      ],
    },
  };
}

/** Those that better-auth knows how to ask. */
function builtIn() {
  const providers = configuredProviders();
  return [
    ...providers.filter(({ id }) => id === "github").map(github),
    ...providers.filter(({ id }) => id === "google").map(google),
  ];
}

/**
 * The account belongs to a person at this issuer, and to nobody at the next one. Hashed, because
 * MySQL takes "a" and "A" for the same, and subjects that differ so are two people.
 */
function withDiscovery(provider: OAuthProvider) {
  const { id, name, issuer, clientId, clientSecret } = provider;
  return {
    providerId: id,
    name,
    discoveryUrl: discoveryAddress(provider),
    clientId,
    clientSecret,
    scopes: ["openid", "email", "profile"],
    pkce: true,
    requireIdTokenVerification: true,
    getUserInfo: (tokens: OAuth2Tokens) => readUser(provider, tokens),
    accountSubject: ({ profile }: { profile: Record<string, unknown> }) =>
      createHash("sha256")
        .update(JSON.stringify([issuer, profile.sub]))
        .digest("hex"),
  };
}

const generic = configuredProviders().filter(({ id }) => id === "oidc");

export const providers = [
  providerRules(),
  genericOAuth({ config: generic.map(withDiscovery) }),
] satisfies BetterAuthPlugin[];

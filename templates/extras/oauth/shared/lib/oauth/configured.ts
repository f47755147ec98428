/** A provider that people can log in by. */
export interface OAuthProvider {
  /** Stands in addresses, among them the callback address that is registered with the provider. */
  id: "github" | "google" | "oidc";
  /** For people. */
  name: string;
  /** As it calls itself in its ID tokens; GitHub has none, and is called what its pages are. */
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** The providers whose variables are set, see .env.example. Those of the others are not shown. */
export function configuredProviders(): OAuthProvider[] {
  const env = process.env;
  const providers: Partial<OAuthProvider>[] = [
    {
      id: "github",
      name: "GitHub",
      issuer: "https://github.com",
      clientId: env.GITHUB_CLIENT_ID,
      clientSecret: env.GITHUB_CLIENT_SECRET,
    },
    {
      id: "google",
      name: "Google",
      issuer: "https://accounts.google.com",
      clientId: env.GOOGLE_CLIENT_ID,
      clientSecret: env.GOOGLE_CLIENT_SECRET,
    },
    {
      id: "oidc",
      name: env.OIDC_NAME || "single sign-on",
      issuer: env.OIDC_ISSUER,
      clientId: env.OIDC_CLIENT_ID,
      clientSecret: env.OIDC_CLIENT_SECRET,
    },
  ];
  return providers.filter(isComplete);
}

/** Is it one of the providers that are configured? */
export function isConfigured(id: unknown): id is OAuthProvider["id"] {
  return configuredProviders().some((provider) => provider.id === id);
}

/** Where OpenID Connect providers describe themselves (OpenID Connect Discovery 1.0, section 4). */
export function discoveryAddress({ issuer }: OAuthProvider): string {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
}

function isComplete(provider: Partial<OAuthProvider>): provider is OAuthProvider {
  return Boolean(provider.issuer && provider.clientId && provider.clientSecret);
}

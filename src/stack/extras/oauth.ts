import type { ExtraEntry } from "../types.ts";

/**
 * Login by GitHub, Google or any OpenID Connect provider, for the libraries that can. Which account a
 * login opens is the same rule for all: part/identities has it where accounts are ours, better-auth
 * is told to keep it with its own tables.
 */
export const oauth: ExtraEntry = {
  id: "oauth",
  name: "OAuth",
  hint: "log in by GitHub, Google or any OpenID Connect provider, where their keys are set",
  needs: {
    auth: ["authjs", "next-auth", "better-auth"],
    accountsIn: ["sqlite", "postgres", "mysql", "redis", "memory"],
  },
  hasVariants: true,
  partsFor: { authjs: ["identities"], "next-auth": ["identities"] },
  env: [
    { name: "GITHUB_CLIENT_ID" },
    { name: "GITHUB_CLIENT_SECRET" },
    { name: "GOOGLE_CLIENT_ID" },
    { name: "GOOGLE_CLIENT_SECRET" },
    { name: "OIDC_ISSUER" },
    { name: "OIDC_CLIENT_ID" },
    { name: "OIDC_CLIENT_SECRET" },
    { name: "OIDC_NAME" },
  ],
  overrides: [
    "app/login/page.tsx",
    "pages/login.tsx",
    "lib/session/providers.ts",
    "lib/auth/providers.ts",
  ],
  limits: [],
};

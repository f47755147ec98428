import type { OAuth2Tokens } from "better-auth/oauth2";
import { discoveryAddress, type OAuthProvider } from "@/lib/oauth/configured";

const PATIENCE_MS = 5000;

/** Claims of the userinfo endpoint, as far as they are used. */
interface UserInfo {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/**
 * What the provider says of whoever has these tokens, once better-auth has verified the ID token.
 * better-auth itself would do without an ID token, and would not compare it with the rest: an access
 * token of somebody else's could be passed off for the person's own (OpenID Connect Core 1.0, 5.3.2).
 * @returns null when it cannot be told who it is: then nobody is logged in
 */
export async function readUser(provider: OAuthProvider, tokens: OAuth2Tokens) {
  const claims = await readClaims(provider, tokens).catch((error) => {
    console.error(`[oauth] ${error.message}`);
    return null;
  });
  if (!claims) return null;
  const { sub, email, email_verified, name } = claims;
  return {
    id: sub,
    sub,
    email,
    emailVerified: email_verified === true,
    name: name?.trim().slice(0, 80) || email?.split("@", 1)[0]?.slice(0, 80),
  };
}

async function readClaims(
  provider: OAuthProvider,
  { idToken, accessToken }: OAuth2Tokens,
): Promise<UserInfo | null> {
  if (!idToken || !accessToken) return null;
  const { issuer, userinfo_endpoint } = await get<Record<string, string>>(
    discoveryAddress(provider),
  );
  if (issuer !== provider.issuer || !userinfo_endpoint) return null;
  const claims = await get<UserInfo>(userinfo_endpoint, { Authorization: `Bearer ${accessToken}` });
  return claims.sub === subjectOf(idToken) ? claims : null;
}

function subjectOf(idToken: string): unknown {
  const [, claims = ""] = idToken.split(".");
  return JSON.parse(Buffer.from(claims, "base64url").toString()).sub;
}

async function get<Answer>(address: string, headers: Record<string, string> = {}): Promise<Answer> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(address, { headers, signal, cache: "no-store" });
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return response.json();
}

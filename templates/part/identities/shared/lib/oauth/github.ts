import type { Claims } from "@/lib/oauth/open-account";

const API = "https://api.github.com";

/**
 * The user behind an access token of GitHub, whose address counts as verified only where GitHub's
 * list of addresses says so: https://docs.github.com/en/rest/users/emails
 */
export async function readGitHubUser(accessToken: string): Promise<Claims & { id: number }> {
  const [{ id, login, name }, emails] = await Promise.all([
    get<{ id: number; login: string; name: string | null }>("/user", accessToken),
    get<{ email: string; primary: boolean; verified: boolean }[]>("/user/emails", accessToken),
  ]);
  const primary = emails.find((address) => address.primary);
  return { id, name: name ?? login, email: primary?.email, email_verified: primary?.verified };
}

async function get<Answer>(path: string, accessToken: string): Promise<Answer> {
  const headers = { Authorization: `Bearer ${accessToken}`, Accept: "application/vnd.github+json" };
  const response = await fetch(API + path, { headers, cache: "no-store" });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path}.`);
  return response.json();
}

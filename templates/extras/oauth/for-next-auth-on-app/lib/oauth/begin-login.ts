import "server-only";
import { askEndpoint } from "@/lib/session/endpoint";

/**
 * Does what signIn() of next-auth/react does.
 * @returns the address of the provider
 */
export async function beginLogin(provider: string, next: string): Promise<string> {
  const { csrfToken } = await askEndpoint("csrf");
  const form = { csrfToken, callbackUrl: next, json: "true" };
  const { url } = await askEndpoint(`signin/${provider}`, form);
  return url;
}

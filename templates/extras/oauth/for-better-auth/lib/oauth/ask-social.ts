import { auth } from "@/lib/auth";

/**
 * Has better-auth begin a login, as authClient.signIn.social() would.
 * @param headers those of the request that is being answered
 * @returns the address of the provider, or of the login page with what went wrong; and the cookies
 * that go with it
 */
export async function askSocial(
  provider: string,
  next: string,
  headers: Headers,
): Promise<{ url: string; cookies: string[] }> {
  const protocol = headers.get("x-forwarded-proto") ?? "http";
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  const origin = process.env.APP_ORIGIN || `${protocol}://${host}`;
  const sent = new Headers({ "content-type": "application/json", origin });
  sent.set("host", new URL(origin).host);
  sent.set("sec-fetch-site", "same-origin");
  const cookie = headers.get("cookie");
  if (cookie) sent.set("cookie", cookie);
  const failed = `/login?${new URLSearchParams({ next })}`;
  const body = JSON.stringify({ provider, callbackURL: next, errorCallbackURL: failed });
  const response = await auth.handler(
    new Request(`${origin}/api/auth/sign-in/social`, { method: "POST", headers: sent, body }),
  );
  if (!response.ok) {
    const error = response.status === 503 ? "unavailable" : "provider";
    return { url: `${failed}&error=${error}`, cookies: [] };
  }
  const { url } = (await response.json()) as { url: string };
  return { url, cookies: response.headers.getSetCookie() };
}

import { NextRequest } from "next/server";
import { handlers } from "@/auth";
import { headersOf, type PageRequest, type PageResponse } from "@/lib/request";
import { addressOf } from "@/lib/session/address";
import { whileAnswering } from "@/lib/session/answering";
import { orOutage } from "@/lib/session/outage";

/**
 * Sends one request to the endpoints of Auth.js, in the name of the browser that is asking. signIn()
 * and signOut() of auth.ts are for server actions only, and auth(req, res) would set cookies with
 * every answer.
 * @param action what stands behind /api/auth/ in the address
 * @param options.form what to post; a GET without it
 * @param options.cookies further cookies, as the browser would send them
 * @throws StoreUnavailableError
 */
export async function askEndpoint(
  req: PageRequest,
  action: string,
  { form, cookies = [] }: { form?: Record<string, string>; cookies?: readonly string[] } = {},
): Promise<Response> {
  const headers = new Headers({ "x-auth-return-redirect": "1" });
  for (const [name, value] of headersOf(req)) {
    if (!/^(?:content|transfer)-/.test(name)) headers.set(name, value);
  }
  headers.set("cookie", [req.headers.cookie, ...cookies].filter(Boolean).join("; "));
  const request = new NextRequest(addressOf(`/api/auth/${action}`, headers), {
    headers,
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
  });
  const handler = form ? handlers.POST : handlers.GET;
  return orOutage(() => whileAnswering(headersOf(req), () => handler(request)));
}

/** Posts a form with the CSRF token that Auth.js wants, and hands its cookies to the browser. */
export async function postForm(
  req: PageRequest,
  res: PageResponse,
  action: string,
  form: Record<string, string> = {},
): Promise<{ url: string }> {
  const csrf = await askEndpoint(req, "csrf");
  const { csrfToken } = await csrf.json();
  const cookies = csrf.headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? "");
  const response = await askEndpoint(req, action, { form: { ...form, csrfToken }, cookies });
  for (const line of response.headers.getSetCookie()) res.appendHeader("Set-Cookie", line);
  return response.json();
}

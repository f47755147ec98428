import type { Send } from "../driver/http.ts";
import type { Visitor } from "../driver/visitor.ts";
import type { Door } from "./auth.ts";

/** The endpoints that next-auth 4 and 5 have in common, used as next-auth/react uses them. */
export const nextAuthEndpoints: Door = {
  name: "/api/auth of next-auth",
  signIn: (visitor, { email, password }, { next = "/dashboard", headers } = {}) =>
    post(visitor, "callback/credentials", { email, password, callbackUrl: next }, headers),
  signOut: (visitor) => post(visitor, "signout"),
  pathTo: (next) => `/api/auth/signin?callbackUrl=${encodeURIComponent(next)}`,
  session: "/api/auth/session",
};

/** Posts a form with the token that stands beside the cookie of the same browser. */
async function post(
  visitor: Visitor,
  action: string,
  form: Record<string, string> = {},
  headers: Send["headers"] = {},
) {
  const { text } = await visitor.request("/api/auth/csrf");
  const { csrfToken } = JSON.parse(text);
  return visitor.request(`/api/auth/${action}`, {
    method: "POST",
    body: new URLSearchParams({ ...form, csrfToken }).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  });
}

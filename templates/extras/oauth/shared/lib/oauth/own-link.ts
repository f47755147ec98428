import { isSameOrigin } from "@/lib/same-origin";

/**
 * Was this address followed on a page of this site? A login is begun by a link, because the form of
 * a page may not lead to another site (Content-Security-Policy: form-action 'self'). Other sites
 * must not begin one, or they would log their visitors in here unasked (login CSRF).
 *
 * Browsers too old for Sec-Fetch-Site say by the Referer where the link was.
 */
export function isOwnLink(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const referer = headers.get("referer");
  if (referer === null || !URL.canParse(referer)) return false;
  const asForm = new Headers(headers);
  asForm.set("origin", new URL(referer).origin);
  return isSameOrigin(asForm);
}

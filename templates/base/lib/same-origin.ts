/**
 * Was this request sent by a page of this site? Ask before anything is changed. SameSite cookies
 * stop most forged requests, this stops the rest (sibling subdomains, old browsers).
 * OWASP CSRF Prevention Cheat Sheet: "Fetch Metadata" and "verifying origin with standard headers".
 *
 * A request with neither header is refused: browsers send at least one with every POST.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;

  const origin = headers.get("origin");
  if (origin === null) return site === "same-origin";
  return URL.canParse(origin) && allowedHosts(headers).has(new URL(origin).host);
}

/**
 * The names this site answers to. APP_ORIGIN settles it; without it the Host header does, which a
 * forged request cannot choose: the browser writes it.
 */
function allowedHosts(headers: Headers): Set<string> {
  const configured = process.env.APP_ORIGIN;
  if (configured && URL.canParse(configured)) return new Set([new URL(configured).host]);
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return new Set(host ? [host] : []);
}

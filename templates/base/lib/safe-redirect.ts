/** Where people land after signing in when nothing better is known. */
export const HOME_AFTER_LOGIN = "/dashboard";

const ANY_ORIGIN = "http://this-site.invalid";
/** Going back to these would be a loop. */
const NEVER_BACK_TO = /^\/(?:login|signup|session|unavailable)(?:\/|$)/;

/**
 * The way back after signing in comes from the address bar, so anybody can write it.
 * Only a path of this site is taken; anything doubtful becomes the fallback.
 *
 * Browsers read `//evil.example`, `/\evil.example` and `/<tab>/evil.example` as another site, and
 * `/.//evil.example` turns into `//evil.example` when it is normalised. OWASP: Unvalidated
 * Redirects and Forwards.
 */
export function safeRedirect(target: unknown, fallback: string = HOME_AFTER_LOGIN): string {
  if (typeof target !== "string" || target.length > 2000 || !target.startsWith("/")) {
    return fallback;
  }
  const requested = pathOf(target);
  if (leavesThisSite(requested) || leavesThisSite(decodeFully(requested))) return fallback;

  const url = new URL(target, ANY_ORIGIN);
  if (
    url.origin !== ANY_ORIGIN ||
    leavesThisSite(url.pathname) ||
    NEVER_BACK_TO.test(url.pathname)
  ) {
    return fallback;
  }
  return url.pathname + url.search + url.hash;
}

/** The login page, with the way back to where the visitor wanted to go. */
export function loginPath(returnTo: string): string {
  return `/login?next=${encodeURIComponent(returnTo)}`;
}

function leavesThisSite(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, so we refuse them.
  return path.startsWith("//") || /[\\\u0000-\u001f\u007f]/.test(path);
}

function pathOf(target: string): string {
  return target.split(/[?#]/, 1)[0] ?? "";
}

/** A reverse proxy may decode a path once more than we do, so look at what it would see. */
function decodeFully(path: string): string {
  let decoded = path;
  for (let round = 0; round < 5; round++) {
    try {
      const next = decodeURIComponent(decoded);
      if (next === decoded) break;
      decoded = next;
    } catch {
      return "//"; // Broken escapes: treat as unsafe.
    }
  }
  return decoded;
}

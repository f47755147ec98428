import type { IncomingHttpHeaders } from "node:http";
import { has } from "./defects.ts";

/** Whether a request that changes something was sent by a page of this site. */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  if (has("serves-every-origin")) return true;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return false;
  if (headers.origin === undefined) return site !== undefined || has("serves-without-origin");
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

/** A path of this site, or the dashboard. */
export function safeTarget(next: string): string {
  if (has("goes-anywhere")) return next || "/dashboard";
  if (has("trusts-a-leading-slash"))
    return next.startsWith("/") ? encodeURI(next).replaceAll("%25", "%") : "/dashboard";
  const base = "http://this.invalid";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (!/^\/(?![/\\])/.test(next) || /[\\\u0000-\u0020\u007f-\uffff]/.test(next))
    return "/dashboard";
  if (!URL.canParse(next, base)) return "/dashboard";
  const { origin, pathname, search, hash } = new URL(next, base);
  const leaves = origin !== base || pathname.startsWith("//");
  return leaves ? "/dashboard" : pathname + search + hash;
}

/** Why a secret will not do, or undefined. */
export function secretProblem(secret = ""): string | undefined {
  if (has("starts-with-any-secret")) return undefined;
  if (secret.length >= 32 && new Set(secret).size >= 12) return undefined;
  return `SESSION_SECRET is missing or weak. Make one with: node -p "crypto.randomBytes(32).toString('base64url')"`;
}

/** Network address of whoever asks. */
export function addressOf(headers: IncomingHttpHeaders, connection: string | undefined): string {
  const forwarded = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  const trusted = process.env.TRUST_PROXY === "1" || has("believes-any-address");
  return (trusted && forwarded) || connection || "unknown";
}

/** "Firefox on Linux", for people. */
export function deviceOf(userAgent = ""): string {
  const browser = /Firefox|Chrome|Safari/.exec(userAgent)?.[0] ?? "A browser";
  return `${browser} on ${/iPhone|Linux|Windows|Mac/.exec(userAgent)?.[0] ?? "something"}`;
}

import type { SessionOptions } from "iron-session";
import { COOKIE_ATTRIBUTES, SESSION_COOKIE } from "@/lib/session/cookie";
import { deriveKey } from "@/lib/session/derive-key";
import { sessionSettings } from "@/lib/session/settings";
import type { Ticket } from "@/lib/session/ticket";

/** What is sealed in the cookie. */
export interface SessionData {
  ticket?: Ticket;
}

let password: string | undefined;

export const sessionOptions: SessionOptions = {
  cookieName: SESSION_COOKIE,
  cookieOptions: COOKIE_ATTRIBUTES,
  // Read when first needed, so that `next build` runs without a secret.
  get password() {
    password ??= Buffer.from(deriveKey("iron-session")).toString("base64url");
    return password;
  },
  get ttl() {
    return sessionSettings().absoluteSeconds;
  },
};

/**
 * The options for a seal and a cookie that end together. By itself iron-session lets the cookie end
 * a minute before the seal.
 */
export function sessionOptionsFor(maxAgeSeconds: number): SessionOptions {
  return {
    ...sessionOptions,
    ttl: maxAgeSeconds,
    cookieOptions: { ...COOKIE_ATTRIBUTES, maxAge: maxAgeSeconds },
  };
}

import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { nextCookies } from "better-auth/next-js";
import { authDatabase, canJoin } from "@/lib/auth/database";
import { loginThrottle } from "@/lib/auth/login-throttle";
import { ownSite } from "@/lib/auth/own-site";
import { providers } from "@/lib/auth/providers";
import { sessionRules } from "@/lib/auth/session-rules";
import {
  hashPassword,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  verifyPassword,
} from "@/lib/password";
import { sessionTimes } from "@/lib/session/settings";

/** better-auth, with the options of its documentation: https://www.better-auth.com/docs */
export const auth = betterAuth({
  baseURL: process.env.APP_ORIGIN || undefined,
  // `next build` loads this file and has no secret. A server does: lib/on-start.ts sees to it.
  secret: process.env.BETTER_AUTH_SECRET || randomUUID(),
  database: authDatabase,

  emailAndPassword: {
    enabled: true,
    minPasswordLength: MIN_PASSWORD_LENGTH,
    maxPasswordLength: MAX_PASSWORD_LENGTH,
    password: {
      hash: hashPassword,
      verify: ({ hash, password }) => verifyPassword(password, hash),
    },
  },

  user: {
    modelName: "users",
    additionalFields: {
      // `input: false`: nobody gives themselves a role by signing up or by updating their profile.
      role: { type: ["user", "admin"], input: false, defaultValue: "user" },
    },
  },
  session: {
    modelName: "sessions",
    // The absolute timeout: `expiresAt` never moves. The idle one is kept by sessionRules().
    expiresIn: sessionTimes().absoluteSeconds,
    disableSessionRefresh: true,
    additionalFields: {
      // The user's role when the session's token was issued; when it changes, so does the token.
      role: { type: "string", input: false, required: false },
    },
  },
  account: { modelName: "accounts" },
  verification: { modelName: "verifications" },

  // These hand out or take session tokens; lib/session/devices.ts does it by the session's id.
  disabledPaths: ["/list-sessions", "/revoke-session", "/revoke-other-sessions"],
  // loginThrottle() counts in the store instead, for all instances together.
  rateLimit: { enabled: false },
  advanced: {
    useSecureCookies: process.env.NODE_ENV === "production",
    ipAddress: { disableIpTracking: true },
    // The tables are made at start (lib/auth/tables.ts); `next build` has no database to look at.
    database: { joins: canJoin, validateSchema: false },
  },
  logger: { level: "error" },

  // nextCookies() has to be the last one.
  plugins: [ownSite(), sessionRules(), loginThrottle(), ...providers, nextCookies()],
});

import type { AuthEntry } from "../types.ts";
import { sessionEnv } from "./session-env.ts";

/**
 * next-app-session 1.0.7: `await session().get("user")`, with our records behind its option `store`.
 * It was written for Next.js 13; lib/session/app-session.ts gives it the cookies() of today.
 */
export const nextAppSession: AuthEntry = {
  id: "next-app-session",
  name: "next-app-session",
  hint: "session().get(…) in server components and actions; written for Next.js 13, adapted to 16",
  parts: ["sessions", "guards", "sign-in"],
  ownParts: ["record-store"],
  overrides: ["lib/session/current.ts"],
  dependencies: ["next-app-session"],
  env: sessionEnv,
  routers: ["app"],
  storeKinds: ["server"],
  limits: [],
};

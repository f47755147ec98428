import type { AuthEntry } from "../types.ts";
import { sessionEnv } from "./session-env.ts";

/** next-session 4: `getSession(req, res)`, with our records behind its option `store`. */
export const nextSession: AuthEntry = {
  id: "next-session",
  name: "next-session",
  hint: "getSession(req, res), as in Express; for the Pages Router",
  parts: ["sessions", "guards", "sign-in"],
  ownParts: ["record-store"],
  overrides: ["lib/session/current.ts", "lib/session/ticket.ts"],
  dependencies: ["next-session"],
  env: sessionEnv,
  routers: ["pages"],
  storeKinds: ["server"],
  limits: [],
};

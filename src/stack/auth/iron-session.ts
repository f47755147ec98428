import type { AuthEntry } from "../types.ts";
import { sessionEnv } from "./session-env.ts";

/** iron-session 8: an encrypted cookie; version 9 needs Node 22. */
export const ironSession: AuthEntry = {
  id: "iron-session",
  name: "iron-session",
  hint: "an encrypted cookie, small and well known",
  parts: ["sessions", "tokens", "guards", "sign-in"],
  dependencies: ["iron-session"],
  env: sessionEnv,
  routers: ["app", "pages"],
  storeKinds: ["cookie", "server"],
  limits: [],
};

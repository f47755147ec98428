import type { AuthEntry } from "../types.ts";
import { sessionEnv } from "./session-env.ts";

/** Our own code and no library: an opaque id in a `__Host-` cookie, the session in the store. */
export const serverSession: AuthEntry = {
  id: "server-session",
  name: "Server session",
  hint: "no library: code you own, sessions you can end",
  parts: ["sessions", "guards", "sign-in"],
  env: sessionEnv,
  routers: ["app", "pages"],
  storeKinds: ["server"],
  limits: [],
};

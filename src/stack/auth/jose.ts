import type { AuthEntry } from "../types.ts";
import { sessionEnv } from "./session-env.ts";

/** The way of the Next.js authentication guide: a JWT in a cookie, made and verified by jose. */
export const jose: AuthEntry = {
  id: "jose",
  name: "jose",
  hint: "a JWT in a cookie, as in the Next.js authentication guide",
  parts: ["sessions", "tokens", "guards", "sign-in"],
  dependencies: ["jose"],
  env: sessionEnv,
  routers: ["app", "pages"],
  storeKinds: ["cookie", "server"],
  limits: [],
};

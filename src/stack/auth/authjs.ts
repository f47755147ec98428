import type { AuthEntry } from "../types.ts";
import { sessionTimes } from "./session-env.ts";

/** Auth.js 5 (next-auth 5), with our session records behind its session token. */
export const authjs: AuthEntry = {
  id: "authjs",
  name: "Auth.js",
  hint: "next-auth 5: auth() everywhere, eighty OAuth providers to add",
  parts: ["sessions", "guards", "sign-in"],
  ownParts: ["next-auth"],
  partsWith: { cookie: ["tokens"] },
  overrides: ["lib/session/current.ts", "lib/session/sign-in.ts"],
  secretName: "AUTH_SECRET",
  dependencies: ["next-auth@5"],
  // It imports "next/server", which Node does not find by that name.
  transpilePackages: ["next-auth"],
  env: [{ name: "AUTH_SECRET", fill: "secret" }, { name: "AUTH_URL" }, ...sessionTimes],
  routers: ["app", "pages"],
  storeKinds: ["server", "cookie"],
  limits: [],
};

import type { AuthEntry } from "../types.ts";
import { sessionTimes } from "./session-env.ts";

/** NextAuth.js 4, with our session records behind its session token. */
export const nextAuth: AuthEntry = {
  id: "next-auth",
  name: "NextAuth.js",
  hint: "next-auth 4: getServerSession, as in most applications out there",
  parts: ["sessions", "guards", "sign-in"],
  ownParts: ["next-auth"],
  partsWith: { cookie: ["tokens"] },
  overrides: ["lib/session/current.ts", "lib/session/sign-in.ts"],
  secretName: "NEXTAUTH_SECRET",
  dependencies: ["next-auth"],
  env: [{ name: "NEXTAUTH_SECRET", fill: "secret" }, { name: "NEXTAUTH_URL" }, ...sessionTimes],
  routers: ["app", "pages"],
  storeKinds: ["server", "cookie"],
  limits: [],
};

import type { AuthEntry } from "../types.ts";
import { sessionTimes } from "./session-env.ts";

/** better-auth with email and password: accounts and sessions in tables of its own. */
export const betterAuth: AuthEntry = {
  id: "better-auth",
  name: "better-auth",
  hint: "a library with plugins: OAuth, passkeys, two factors, organizations",
  parts: ["sessions", "guards", "sign-in"],
  overrides: [
    "pages/api/session/login.ts",
    "pages/api/session/signup.ts",
    "lib/accounts.ts",
    "lib/demo-users.ts",
    "lib/on-start.ts",
    "lib/session/current.ts",
    "lib/session/devices.ts",
    "lib/session/sessions.ts",
    "lib/session/sign-in.ts",
    "lib/session/sign-in.ts",
    "lib/session/ticket.ts",
    "lib/session/token.ts",
    "lib/start-session.ts",
    "lib/store/store.ts",
    "lib/store/schema.ts",
    "lib/store/mysql/schema.ts",
    "lib/store/*/sessions.ts",
    "lib/store/postgres/tables.ts",
    "lib/store/*/users.ts",
  ],
  secretName: "BETTER_AUTH_SECRET",
  // Kysely comes with better-auth; it is named here because its next version needs Node 22.
  dependencies: ["@better-auth/core", "better-auth", "kysely"],
  env: [{ name: "BETTER_AUTH_SECRET", fill: "secret" }, ...sessionTimes],
  routers: ["app", "pages"],
  storeKinds: ["server"],
  unfitStores: {
    memcached:
      "better-auth asks its database for more than keys: with Memcached, everything would be in the SQLite file beside it. Choose SQLite.",
  },
  limits: [],
};

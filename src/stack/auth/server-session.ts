import type { AuthEntry } from "../types.ts";

/** Our own code and no library: an opaque id in a `__Host-` cookie, the session in the store. */
export const serverSession: AuthEntry = {
  id: "server-session",
  name: "Server session",
  hint: "no library: code you own, sessions you can end",
  env: [
    { name: "SESSION_SECRET", fill: "secret" },
    { name: "SESSION_IDLE_SECONDS" },
    { name: "SESSION_ABSOLUTE_SECONDS" },
    { name: "SESSION_TOUCH_SECONDS" },
    { name: "APP_ORIGIN" },
    { name: "TRUST_PROXY" },
    { name: "DEMO_USER_EMAIL" },
    { name: "DEMO_USER_PASSWORD", fill: "password" },
    { name: "DEMO_ADMIN_EMAIL" },
    { name: "DEMO_ADMIN_PASSWORD", fill: "password" },
  ],
  routers: ["app"],
  storeKinds: ["server"],
  limits: [],
};

import type { StoreAdapter, Traffic } from "./store.ts";

/** Maps inside the application's own process: everything is asked of a preload there. */
export const memory: StoreAdapter = {
  id: "memory",
  open: async () => ({
    id: "memory",
    shared: false,
    env: {},
    preloads: ["memory"],
    secrets: [],
    dump: async (app) => Buffer.from(await app.ask<string>("memory:dump")),
    countSessions: (app) => app.ask<number>("memory:sessions"),
    traffic: (app) => app.ask<Traffic>("memory:traffic"),
    setRole: (app, email, role) => app.ask("memory:setRole", { email, role }),
    outage: "it lives in the application's own process, and can only go away with it",
    close: async () => {},
  }),
};

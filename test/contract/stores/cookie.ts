import { databaseFile } from "./sqlite.ts";
import type { StoreAdapter } from "./store.ts";

/**
 * Sessions in cookies, and a database file for what cookies cannot tell: whether a session was ended
 * and who its user is now. That question is the read of a request; a write is a new cookie.
 */
export const cookie: StoreAdapter = {
  id: "cookie",
  async open(directory) {
    const file = await databaseFile(directory, "ended_sessions");
    return {
      ...file,
      id: "cookie",
      preloads: [...file.preloads, "set-cookie"],
      keeps: "ended sessions",
      async traffic(app) {
        const { reads } = await file.traffic(app);
        return { reads, writes: await app.ask<number>("set-cookie:given") };
      },
    };
  },
};

import type { ExtraEntry } from "../types.ts";

/** For hosts without connections that stay open: every command is a request of its own. */
export const upstash: ExtraEntry = {
  id: "upstash",
  name: "Upstash",
  hint: "Redis over HTTPS, where connections cannot stay open",
  needs: { store: "redis" },
  dependencies: ["@upstash/redis"],
  dropped: { packages: ["ioredis"], env: ["REDIS_URL"] },
  env: [{ name: "UPSTASH_REDIS_REST_URL" }, { name: "UPSTASH_REDIS_REST_TOKEN" }],
  overrides: [
    "compose.yaml",
    "lib/store/redis/connection.ts",
    "lib/store/redis/topology.ts",
    "tests/support/private-store.mjs",
  ],
  limits: [],
};

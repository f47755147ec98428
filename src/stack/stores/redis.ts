import type { StoreEntry } from "../types.ts";

export const redis: StoreEntry = {
  id: "redis",
  name: "Redis",
  hint: "many instances, the fastest reads, expiry by the server",
  parts: ["together", "redis"],
  kind: "server",
  shared: true,
  server: "Redis",
  dependencies: ["ioredis"],
  env: [{ name: "REDIS_URL" }, { name: "REDIS_PREFIX" }],
  limits: [],
};

import type { StoreEntry } from "../types.ts";

export const redisPostgres: StoreEntry = {
  id: "redis+postgres",
  name: "Redis + PostgreSQL",
  hint: "two servers, of which either may be down: who is signed in stays so",
  parts: ["together", "postgres", "redis"],
  kind: "server",
  shared: true,
  server: "PostgreSQL and Redis",
  accountsIn: "postgres",
  dependencies: ["ioredis", "pg"],
  devDependencies: ["@types/pg"],
  env: [
    { name: "DATABASE_URL" },
    { name: "DATABASE_POOL_SIZE" },
    { name: "REDIS_URL" },
    { name: "REDIS_PREFIX" },
  ],
  limits: [],
};

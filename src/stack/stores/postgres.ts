import type { StoreEntry } from "../types.ts";

export const postgres: StoreEntry = {
  id: "postgres",
  name: "PostgreSQL",
  hint: "many instances, one database for users and sessions",
  parts: ["together", "postgres"],
  kind: "server",
  shared: true,
  server: "PostgreSQL",
  dependencies: ["pg"],
  devDependencies: ["@types/pg"],
  env: [{ name: "DATABASE_URL" }, { name: "DATABASE_POOL_SIZE" }],
  limits: [],
};

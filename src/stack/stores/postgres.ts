import type { StoreEntry } from "../types.ts";

export const postgres: StoreEntry = {
  id: "postgres",
  name: "PostgreSQL",
  hint: "many instances, one database for users and sessions",
  kind: "server",
  shared: true,
  server: "PostgreSQL",
  dependencies: ["pg"],
  devDependencies: ["@types/pg"],
  env: [{ name: "DATABASE_URL" }],
  limits: [],
};

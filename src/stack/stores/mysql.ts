import type { StoreEntry } from "../types.ts";

export const mysql: StoreEntry = {
  id: "mysql",
  name: "MySQL",
  hint: "many instances, one database for users and sessions; MariaDB too",
  parts: ["together", "mysql"],
  kind: "server",
  shared: true,
  server: "MySQL",
  dependencies: ["mysql2"],
  env: [{ name: "DATABASE_URL" }, { name: "DATABASE_POOL_SIZE" }],
  limits: [],
};

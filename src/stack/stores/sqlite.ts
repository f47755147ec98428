import type { StoreEntry } from "../types.ts";

export const sqlite: StoreEntry = {
  id: "sqlite",
  name: "SQLite",
  hint: "one file, no server to run: one machine",
  parts: ["sqlite"],
  kind: "server",
  shared: true,
  dependencies: ["@libsql/client", "libsql"],
  serverExternalPackages: ["@libsql/client", "libsql"],
  env: [{ name: "SQLITE_FILE" }],
  limits: [],
};

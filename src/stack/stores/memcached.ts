import type { StoreEntry } from "../types.ts";

export const memcached: StoreEntry = {
  id: "memcached",
  name: "Memcached",
  hint: "sessions in memory: a restart signs everybody out; accounts in one SQLite file",
  parts: ["sqlite"],
  kind: "server",
  shared: true,
  server: "Memcached",
  accountsIn: "sqlite",
  dependencies: ["@libsql/client", "libsql", "memjs"],
  devDependencies: ["@types/memjs"],
  serverExternalPackages: ["@libsql/client", "libsql"],
  env: [{ name: "MEMCACHED_SERVERS" }, { name: "MEMCACHED_PREFIX" }, { name: "SQLITE_FILE" }],
  limits: [],
};

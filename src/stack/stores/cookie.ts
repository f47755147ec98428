import type { StoreEntry } from "../types.ts";

export const cookie: StoreEntry = {
  id: "cookie",
  name: "Cookie",
  hint: "the session travels in the cookie; one SQLite file for accounts and what was ended",
  parts: ["sqlite"],
  kind: "cookie",
  shared: true,
  accountsIn: "sqlite",
  dependencies: ["@libsql/client", "libsql"],
  serverExternalPackages: ["@libsql/client", "libsql"],
  env: [{ name: "SQLITE_FILE" }],
  limits: [
    {
      clause: 8,
      reason:
        "A session is kept in the cookie of its browser and nowhere else, so the account page lists only the one in use; the others can be ended together, not one by one.",
    },
  ],
};

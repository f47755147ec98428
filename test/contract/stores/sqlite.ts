import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { createClient } from "@libsql/client";
import { sqlTraffic } from "./sql.ts";
import type { Outage, StoreAdapter, StoreUnderTest } from "./store.ts";

/** A database file; opened from here by a second client, as an administrator would. */
export const sqlite: StoreAdapter = {
  id: "sqlite",
  open: async (directory) => ({ id: "sqlite", ...(await databaseFile(directory, "sessions")) }),
};

/**
 * The file of an application that keeps its accounts in SQLite.
 * @param table that has a record for each session
 */
export async function databaseFile(
  directory: string,
  table: string,
): Promise<Omit<StoreUnderTest, "id">> {
  const file = path.join(directory, "app.db");
  const connect = () => createClient({ url: `file:${file}`, timeout: 5_000 });
  const query = async (sql: string, args: string[] = []) => {
    const client = connect();
    try {
      return (await client.execute({ sql, args })).rows;
    } finally {
      client.close();
    }
  };
  return {
    shared: true,
    env: { SQLITE_FILE: file },
    preloads: ["libsql"],
    secrets: [],
    async dump() {
      const names = (await readdir(directory)).filter((name) => name.startsWith("app.db"));
      return Buffer.concat(await Promise.all(names.map((n) => readFile(path.join(directory, n)))));
    },
    countSessions: async () => Number((await query(`select count(*) as n from ${table}`))[0]?.n),
    traffic: async (app) => sqlTraffic(await app.ask<string[]>("libsql:ran"), table),
    async setRole(_app, email, role) {
      await query("update users set role = ? where email = ?", [role, email]);
    },
    outage: [lock(connect)],
    close: async () => {},
  };
}

/** A file does not go away, but another process may hold its write lock for as long as it likes. */
function lock(connect: () => ReturnType<typeof createClient>): Outage {
  let release = async () => {};
  return {
    name: "its file locked",
    async begin() {
      const client = connect();
      const transaction = await client.transaction("write");
      release = async () => {
        await transaction.rollback();
        client.close();
      };
    },
    end: () => release(),
  };
}

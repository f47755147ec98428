import type { BetterAuthOptions } from "better-auth";
import type { DBAdapter } from "better-auth/adapters";
import { MysqlDialect } from "kysely";
import type { RowDataPacket } from "mysql2/promise";
import { boundTime } from "@/lib/auth/outage";
import { connect, isOutage, query } from "@/lib/store/mysql/connection";

export { attempts, removeExpiredAttempts } from "@/lib/store/mysql/attempts";

/** The pool of the whole application; Kysely, better-auth's query builder, borrows from it. */
export const authDatabase = {
  dialect: new MysqlDialect({ pool: async () => (await connect()).pool }),
  type: "mysql",
  transaction: true,
} satisfies BetterAuthOptions["database"];

/** A session and its user are one query. */
export const canJoin = true;

export const expiresByItself = false;

export const bounded = (adapter: DBAdapter) => boundTime(adapter, isOutage);

const LOCK = "create-session-app.better-auth";
const LOCK_SECONDS = 10;

/** Runs what `plan` comes up with under a lock: MySQL has no transactions for tables. */
export async function createTables(plan: () => Promise<string[]>): Promise<void> {
  await query("select 1"); // Reports a server that cannot be reached as an outage.
  const connection = await (await connect()).getConnection();
  try {
    const [[row]] = await connection.query<RowDataPacket[]>("select get_lock(?, ?) as locked", [
      LOCK,
      LOCK_SECONDS,
    ]);
    if (row?.locked !== 1) throw new Error("Another instance is making the tables.");
    for (const statement of await plan()) await connection.query(statement);
  } finally {
    await connection.query("select release_lock(?)", [LOCK]);
    connection.release();
  }
}

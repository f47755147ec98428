import type { BetterAuthOptions } from "better-auth";
import type { DBAdapter } from "better-auth/adapters";
import { LibsqlDialect } from "@/lib/auth/libsql-dialect";
import { boundTime } from "@/lib/auth/outage";
import { connect, execute, isOutage, run } from "@/lib/store/sqlite/connection";

export { attempts, removeExpiredAttempts } from "@/lib/store/sqlite/attempts";

/**
 * No transactions: while one is open, every other write of this process would wait for it, and for
 * libSQL that means that the whole process waits.
 */
export const authDatabase = {
  dialect: new LibsqlDialect(execute),
  type: "sqlite",
  transaction: false,
} satisfies BetterAuthOptions["database"];

/** A session and its user are one query. */
export const canJoin = true;

export const expiresByItself = false;

export const bounded = (adapter: DBAdapter) => boundTime(adapter, isOutage);

/** Runs what `plan` comes up with in one transaction, under SQLite's write lock. */
export async function createTables(plan: () => Promise<string[]>): Promise<void> {
  await run("select 1"); // Reports a file that cannot be opened as an outage.
  const client = await connect();
  const statements = await plan();
  if (statements.length === 0) return;
  try {
    await client.batch(statements, "write");
  } catch (error) {
    // Another instance was faster: then there is nothing left to do.
    if ((await plan()).length > 0) throw error;
  }
}

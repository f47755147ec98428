import type { BetterAuthOptions } from "better-auth";
import { PostgresDialect } from "kysely";
import { connect, run } from "@/lib/store/postgres/connection";

/** The pool of the whole application; Kysely, better-auth's query builder, borrows from it. */
export const authDatabase = {
  dialect: new PostgresDialect({ pool: connect }),
  type: "postgres",
  transaction: true,
} satisfies BetterAuthOptions["database"];

/** A session and its user are one query. */
export const canJoin = true;

export const expiresByItself = false;

/** Runs what `plan` comes up with as one query, and so as one transaction; one at a time. */
export async function createTables(plan: () => Promise<string[]>): Promise<void> {
  await run("select 1"); // Reports a server that cannot be reached as an outage.
  const statements = await plan();
  if (statements.length === 0) return;
  try {
    await run(`select pg_advisory_xact_lock(7305843010); ${statements.join("; ")}`);
  } catch (error) {
    // Another instance was faster: then there is nothing left to do.
    if ((await plan()).length > 0) throw error;
  }
}

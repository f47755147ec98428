import { DatabaseError, Pool } from "pg";
import { SCHEMA } from "@/lib/store/postgres/schema";
import { askStore, STORE_TIMEOUT_MS } from "@/lib/store/unavailable";

/** What a query may answer with: a row by its column names. */
export type Row = Record<string, unknown>;

/**
 * One pool for the whole process, opened when it is first needed: nothing happens in `next build`,
 * and reloading in `next dev` does not open a second one.
 */
const KEY = Symbol.for("create-session-app.postgres");
const shared = globalThis as { [KEY]?: { pool: Pool; ready?: Promise<unknown> } };

/** Runs one statement; select() is faster for what is asked often. Values always travel as `args`, never inside the text. */
export async function run(sql: string, args: unknown[] = []): Promise<Row[]> {
  return askStore(async () => {
    const pool = await connect();
    return (await pool.query<Row>(sql, args)).rows;
  }, isOutage);
}

/** The pool, once its tables are there; use run() instead where a statement is all there is to do. */
export async function connect(): Promise<Pool> {
  shared[KEY] ??= { pool: createPool() };
  const connection = shared[KEY];
  connection.ready ??= createSchema(connection.pool).catch((error) => {
    connection.ready = undefined; // Try again with the next request.
    throw error;
  });
  await connection.ready;
  return connection.pool;
}

function createPool(): Pool {
  const pool = new Pool({
    connectionString: process.env.DATABASE_URL,
    max: Number(process.env.DATABASE_POOL_SIZE) || 10,
    connectionTimeoutMillis: STORE_TIMEOUT_MS,
    query_timeout: STORE_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  // A server that goes away breaks idle connections. Without a listener that would end the process;
  // queries that fail are reported by askStore().
  pool.on("error", () => {});
  return pool;
}

/** Two instances that start together would collide; the lock makes the second one wait. */
async function createSchema(pool: Pool): Promise<void> {
  await pool.query(`begin; select pg_advisory_xact_lock(7305843009); ${SCHEMA} commit;`);
}

/**
 * No answer from the server means an outage, and so do the answers of a server that is starting,
 * stopping, full or out of reach (classes 08, 53, 57 and 58 of SQLSTATE). Any other answer is a
 * mistake of ours.
 */
export function isOutage(error: unknown): boolean {
  return !(error instanceof DatabaseError) || /^(08|53|57|58)/.test(error.code ?? "");
}

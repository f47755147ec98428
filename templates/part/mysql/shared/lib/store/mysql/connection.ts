import { createPool, type Pool, type PoolConnection } from "mysql2/promise";
import { askStore, STORE_TIMEOUT_MS } from "@/lib/store/unavailable";
import { SCHEMA } from "./schema";

/** What a query may answer with: a row by its column names. */
export type Row = Record<string, unknown>;
type Value = string | number;

/** What a statement that changes something did. */
export interface Change {
  /** Rows that it found and changed or, for an update, found as they should be. */
  affectedRows: number;
  /** What the statement gave to last_insert_id(). */
  insertId: number;
}

/**
 * One pool for the whole process, opened when it is first needed: nothing happens in `next build`,
 * and reloading in `next dev` does not open a second one.
 */
const KEY = Symbol.for("create-session-app.mysql");
const shared = globalThis as { [KEY]?: { pool: Pool; ready?: Promise<void> } };

/** Runs a select. Values always travel as `args`, never inside the text. */
export async function query(sql: string, args: Value[] = []): Promise<Row[]> {
  return (await run(sql, args)) as Row[];
}

/** Runs an insert, update or delete. */
export async function change(sql: string, args: Value[]): Promise<Change> {
  return (await run(sql, args)) as Change;
}

/** Did an insert fail because there is such a row already? */
export function isDuplicate(error: unknown): boolean {
  return (error as { code?: string }).code === "ER_DUP_ENTRY";
}

function run(sql: string, args: Value[]): Promise<unknown> {
  return askStore(async () => {
    const pool = await connect();
    return onConnection(pool, (connection) => execute(connection, sql, args));
  }, isOutage);
}

/** InnoDB ends one of two statements that wait for each other; that one can simply run again. */
async function execute(connection: PoolConnection, sql: string, args: Value[]): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      const [answer] = await connection.execute(sql, args);
      return answer;
    } catch (error) {
      if ((error as { code?: string }).code !== "ER_LOCK_DEADLOCK" || attempt === 3) throw error;
    }
  }
}

/**
 * Lends a connection for a bounded time. The driver would keep one that fell silent for as long as
 * the server says nothing, and the pool would run out of them.
 */
async function onConnection<T>(
  pool: Pool,
  work: (connection: PoolConnection) => Promise<T>,
): Promise<T> {
  const asked = Date.now();
  const connection = await pool.getConnection();
  // Whoever asked has been told that it did not work: then it must not happen after all.
  if (Date.now() - asked >= STORE_TIMEOUT_MS) {
    connection.release();
    throw new Error("no connection was free in time");
  }
  const watchdog = setTimeout(() => connection.destroy(), STORE_TIMEOUT_MS);
  try {
    return await work(connection);
  } finally {
    clearTimeout(watchdog);
    connection.release();
  }
}

/** The pool, once its tables are there; use query() and change() where a statement is all. */
export async function connect(): Promise<Pool> {
  shared[KEY] ??= { pool: openPool() };
  const database = shared[KEY];
  database.ready ??= onConnection(database.pool, createSchema).catch((error) => {
    database.ready = undefined; // Try again with the next request.
    throw error;
  });
  await database.ready;
  return database.pool;
}

function openPool(): Pool {
  return createPool({
    uri: process.env.DATABASE_URL,
    connectionLimit: Number(process.env.DATABASE_POOL_SIZE) || 10,
    connectTimeout: STORE_TIMEOUT_MS,
    enableKeepAlive: true,
  });
}

/** Two instances that start together would collide; the lock makes the second one wait. */
async function createSchema(connection: PoolConnection): Promise<void> {
  const [rows] = await connection.query("select get_lock('create-session-app', 1) as locked");
  if ((rows as Row[])[0]?.locked !== 1) throw new Error("another instance is making the tables");
  try {
    for (const statement of SCHEMA) await connection.query(statement);
  } finally {
    await connection.query("select release_lock('create-session-app')");
  }
}

/** Answers of a server that is stopping, full, read-only or busy beyond measure. */
const OUTAGES = new Set([
  "ER_CON_COUNT_ERROR",
  "ER_DISK_FULL",
  "ER_LOCK_DEADLOCK",
  "ER_LOCK_WAIT_TIMEOUT",
  "ER_NORMAL_SHUTDOWN",
  "ER_OPTION_PREVENTS_STATEMENT",
  "ER_OUT_OF_RESOURCES",
  "ER_QUERY_INTERRUPTED",
  "ER_READ_ONLY_MODE",
  "ER_RECORD_FILE_FULL",
  "ER_SERVER_SHUTDOWN",
  "ER_TOO_MANY_USER_CONNECTIONS",
  "ER_USER_LIMIT_REACHED",
]);

/**
 * No answer from the server means an outage, and so do class 08 of SQLSTATE, class 70 (killed) and
 * the answers above. Any other answer is a mistake of ours.
 */
export function isOutage(error: unknown): boolean {
  const { code, sqlState } = error as { code?: string; sqlState?: string };
  return sqlState === undefined || /^(08|70)/.test(sqlState) || OUTAGES.has(code ?? "");
}

import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Client, InArgs, ResultSet, Row } from "@libsql/client";
import { createClient } from "@libsql/client";
import { SCHEMA } from "@/lib/store/schema";
import { askStore } from "@/lib/store/unavailable";

/**
 * One connection for the whole process, opened when it is first needed: nothing happens in
 * `next build`, and reloading in `next dev` does not open a second one.
 */
const KEY = Symbol.for("create-session-app.sqlite");
const shared = globalThis as { [KEY]?: Promise<Client> };

/** How long to wait for a locked file. Nothing else runs meanwhile, and a login may wait twice. */
export const LOCK_TIMEOUT_MS = 400;

export function databaseFile(): string {
  return process.env.SQLITE_FILE || ".data/app.db";
}

/** Runs one statement; select() is faster for what is asked often. Values always travel as `args`, never inside the text. */
export async function run(sql: string, args: InArgs = []): Promise<Row[]> {
  return askStore(async () => (await execute(sql, args)).rows, isOutage);
}

/** The same with all that libSQL answers, for whoever bounds the time and tells outages apart. */
export async function execute(sql: string, args: InArgs = []): Promise<ResultSet> {
  const client = await connect();
  try {
    return await client.execute({ sql, args });
  } catch (error) {
    // libSQL leaves a statement that found the file locked unfinished until it is garbage. Writes
    // made meanwhile on its connection would not be committed, and keep the file locked.
    if (isOutage(error)) await client.reconnect();
    throw error;
  }
}

/** The open connection; use run() instead where a statement is all there is to do. */
export function connect(): Promise<Client> {
  shared[KEY] ??= open().catch((error) => {
    shared[KEY] = undefined; // Try again with the next request.
    throw error;
  });
  return shared[KEY];
}

async function open(): Promise<Client> {
  const file = databaseFile();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const client = createClient({ url: `file:${file}`, timeout: LOCK_TIMEOUT_MS });
  // Readers and the writer do not block each other, and a second process may use the same file.
  await client.execute("pragma journal_mode = wal");
  await client.batch(SCHEMA, "write");
  return client;
}

/**
 * The file cannot be opened, read, written or locked, or the connection was closed by a statement
 * that found it so; anything else is a mistake of ours.
 */
export function isOutage(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return /^(CLIENT_CLOSED|ConnectionFailed|SQLITE_(BUSY|CANTOPEN|CORRUPT|FULL|IOERR|LOCKED|NOTADB|READONLY)|EACCES|ENOSPC|EROFS)/.test(
    code || message,
  );
}

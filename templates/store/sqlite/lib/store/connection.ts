import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { type Client, createClient, type InArgs, LibsqlError, type Row } from "@libsql/client";
import { askStore } from "@/lib/store/unavailable";
import { SCHEMA } from "./schema";

/**
 * One connection for the whole process, opened when it is first needed: nothing happens in
 * `next build`, and reloading in `next dev` does not open a second one.
 */
const KEY = Symbol.for("create-session-app.sqlite");
const shared = globalThis as { [KEY]?: Promise<Client> };

/** Runs one statement. Values always travel as `args`, never inside the text. */
export async function run(sql: string, args: InArgs = []): Promise<Row[]> {
  return askStore(async () => {
    const client = await connect();
    return (await client.execute({ sql, args })).rows;
  }, isOutage);
}

function connect(): Promise<Client> {
  shared[KEY] ??= open().catch((error) => {
    shared[KEY] = undefined; // Try again with the next request.
    throw error;
  });
  return shared[KEY];
}

async function open(): Promise<Client> {
  const file = process.env.SQLITE_FILE || ".data/app.db";
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // Milliseconds to wait for a locked file. Nothing else runs meanwhile, and a login may wait twice.
  const client = createClient({ url: `file:${file}`, timeout: 400 });
  // Readers and the writer do not block each other, and a second process may use the same file.
  await client.execute("pragma journal_mode = wal");
  await client.batch(SCHEMA, "write");
  return client;
}

/** The file cannot be opened, read, written or locked; anything else is a mistake of ours. */
function isOutage(error: unknown): boolean {
  const code = error instanceof LibsqlError ? error.code : (error as NodeJS.ErrnoException)?.code;
  return /^(SQLITE_(BUSY|CANTOPEN|CORRUPT|FULL|IOERR|LOCKED|NOTADB|READONLY)|EACCES|ENOSPC|EROFS)/.test(
    code ?? "",
  );
}

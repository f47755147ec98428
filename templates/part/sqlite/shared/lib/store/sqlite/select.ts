import Database from "libsql";
import { askStore } from "@/lib/store/unavailable";
import { connect, databaseFile, isOutage, LOCK_TIMEOUT_MS } from "./connection";

/** What a select may answer with: a row by its column names. */
export type Row = Record<string, unknown>;

type Args = (string | number)[] | Record<string, string | number>;

interface Reader {
  database: Database.Database;
  /** By their text. Nobody passes text that was put together, so they are few. */
  statements: Map<string, { all(args: Args): unknown[] }>;
}

/**
 * A second connection for what every request asks, with its statements prepared once. libSQL's client
 * prepares each statement anew and describes every column of every row, which takes eight times as
 * long. Whatever has been committed by any connection is there for the next select.
 */
const KEY = Symbol.for("create-session-app.sqlite-reader");
const shared = globalThis as { [KEY]?: Reader | undefined };

/** Runs one select. Its text is a constant; values always travel as `args`. */
export function select(sql: string, args: Args): Promise<Row[]> {
  return askStore(async () => {
    await connect(); // The tables have to be there.
    shared[KEY] ??= open();
    const reader = shared[KEY];
    try {
      return prepared(reader, sql).all(args) as Row[];
    } catch (error) {
      // As in execute(): a statement that found the file locked would never see it anew.
      if (isOutage(error)) close(reader);
      throw error;
    }
  }, isOutage);
}

function prepared({ database, statements }: Reader, sql: string) {
  const known = statements.get(sql);
  if (known) return known;
  const statement = database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

function open(): Reader {
  const options = { timeout: LOCK_TIMEOUT_MS };
  return { database: new Database(databaseFile(), options), statements: new Map() };
}

function close(reader: Reader): void {
  if (shared[KEY] === reader) shared[KEY] = undefined;
  reader.database.close();
}

import { createHash } from "node:crypto";
import { DatabaseError } from "pg";
import { askStore } from "@/lib/store/unavailable";
import { connect, isOutage, type Row } from "./connection";

/** Names of prepared statements by their text, which nobody puts together: they are few. */
const names = new Map<string, string>();

/** Whether a pooler gave each transaction another connection, without its statements. */
let withoutNames = false;

/**
 * Runs one select that is asked often: each connection prepares it once, and the server keeps its plan.
 * Let it name its columns: a `*` would have another meaning after a column was added.
 */
export function select(sql: string, args: unknown[]): Promise<Row[]> {
  return askStore(async () => {
    const pool = await connect();
    if (!withoutNames) {
      try {
        return (await pool.query<Row>({ name: nameOf(sql), text: sql, values: args })).rows;
      } catch (error) {
        if (!isLost(error)) throw error;
        withoutNames = true;
      }
    }
    return (await pool.query<Row>(sql, args)).rows;
  }, isOutage);
}

/** Made from the text: behind a pooler, another version of the application must not get its plan. */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known) return known;
  const name = createHash("sha256").update(sql).digest("base64url");
  names.set(sql, name);
  return name;
}

/** No such statement on this connection, one that we did not make, or one whose tables have changed. */
function isLost(error: unknown): boolean {
  return error instanceof DatabaseError && /^(26000|42P05|0A000)$/.test(error.code ?? "");
}

import { statSync } from "node:fs";
import { connect, run } from "@/lib/store/sqlite/connection";

/** Bytes that the store takes. */
export async function sizeOf(): Promise<number> {
  await run("pragma wal_checkpoint(truncate)");
  return statSync(process.env.SQLITE_FILE as string).size;
}

/** Multiplies a session that is there, in one statement: single writes would wait for the disk. */
export async function fill(records: number, idleUntil: number): Promise<void> {
  await (await connect()).execute({
    sql: `insert into sessions
      with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?)
      select substr(lower(hex(randomblob(22))), 2), lower(hex(randomblob(8))), user_id, role, device,
        created_at, last_used_at, ?, expires_at
      from numbers, (select * from sessions limit 1)`,
    args: [records, idleUntil],
  });
}

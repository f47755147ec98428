import { query } from "@/lib/store/mysql/connection";

/** Bytes that the store takes, indexes included. */
export async function sizeOf(): Promise<number> {
  await query("analyze table sessions");
  const [row] = await query(
    "select data_length + index_length as bytes from information_schema.tables where table_schema = database() and table_name = 'sessions'",
  );
  return Number(row?.bytes);
}

import { run } from "@/lib/store/postgres/connection";

/** Bytes that the store takes, indexes included. */
export async function sizeOf(): Promise<number> {
  const [row] = await run("select pg_total_relation_size('sessions') as bytes");
  return Number(row?.bytes);
}

import { statSync } from "node:fs";
import { run } from "@/lib/store/sqlite/connection";

/** Bytes that the store takes. */
export async function sizeOf(): Promise<number> {
  await run("pragma wal_checkpoint(truncate)");
  return statSync(process.env.SQLITE_FILE as string).size;
}

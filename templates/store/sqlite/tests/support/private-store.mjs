import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file of the tests' own, so that they never touch yours. */
export async function privateStore() {
  const folder = await mkdtemp(join(tmpdir(), "session-contract-"));
  return {
    env: { SQLITE_FILE: join(folder, "app.db") },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

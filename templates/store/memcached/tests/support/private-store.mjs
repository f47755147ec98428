import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A file of the tests' own for the accounts, and keys with a prefix of their own. memcached removes
 * those by itself when their time is up.
 */
export async function privateStore() {
  const folder = await mkdtemp(join(tmpdir(), "session-contract-"));
  const prefix = `session-contract-${randomBytes(6).toString("hex")}:`;
  return {
    env: { SQLITE_FILE: join(folder, "app.db"), MEMCACHED_PREFIX: prefix },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";

// A lock that was held for too long is over when it is over: the contract sees this only where the
// garbage collector does not happen to run (clause 13).

const root = path.resolve(import.meta.dirname, "../..");

const script = `
import { createClient } from "@libsql/client";
import { attempts } from "@/lib/store/sqlite/attempts";
const login = () => Promise.all([attempts.add("account", 1, 900), attempts.add("address", 1, 900)]);
const url = "file:" + process.env.SQLITE_FILE;
await login();
const other = createClient({ url, timeout: 200 });
const transaction = await other.transaction("write");
const refused = await login().catch((error) => error.name);
await transaction.rollback();
const counts = await login();
await other.execute("delete from login_attempts");
console.log(JSON.stringify({ refused, counts }));
process.exit();
`;

test("after another process held the SQLite file, it is written to again, and left unlocked", async () => {
  const dir = await mkdtemp(path.join(tmpdir(), "sqlite-lock-"));
  try {
    const tsconfig = path.join(root, "templates/tsconfig.json");
    const args = ["--import", "tsx", "--input-type=module", "--eval", script];
    const { stdout } = await execa(process.execPath, args, {
      cwd: root,
      env: { TSX_TSCONFIG_PATH: tsconfig, SQLITE_FILE: path.join(dir, "app.db") },
    });
    expect(JSON.parse(stdout)).toEqual({ refused: "StoreUnavailableError", counts: [2, 2] });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

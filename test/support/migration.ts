import type { ChangeSummary } from "../../src/changeset/summary.ts";
import type { MigrationResult } from "../../src/migrate/types.ts";
import { createSessionApp } from "./command.ts";

/** What `migrate --json` prints, as far as tests read it. */
export interface Migrated extends Omit<MigrationResult, "changeSet"> {
  readonly applied: boolean;
  readonly changeSet: { readonly changes: readonly ChangeSummary[] };
}

/**
 * Runs `create-session-app migrate --json` on an application.
 * @throws Error with what the command said when it fails, or prints something that is not JSON
 */
export async function runMigrate(app: string, flags: readonly string[] = []): Promise<Migrated> {
  const { exitCode, stdout, stderr } = await createSessionApp(
    ["migrate", app, "--json", ...flags],
    app,
  );
  if (exitCode !== 0) throw new Error(`migrate ended with ${exitCode}: ${stderr || stdout}`);
  return JSON.parse(stdout) as Migrated;
}

/** @throws Error with what the command said when it fails */
export async function runUndo(app: string): Promise<void> {
  const { exitCode, stdout, stderr } = await createSessionApp(["undo", app], app);
  if (exitCode !== 0) throw new Error(`undo ended with ${exitCode}: ${stderr || stdout}`);
}

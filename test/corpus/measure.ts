import path from "node:path";
import { performance } from "node:perf_hooks";
import { type Diagnostic, newErrors } from "../../src/verify/type-errors.ts";
import { type Migrated, runMigrate, runUndo } from "../support/migration.ts";
import { changesIn, discardChanges } from "../support/repository.ts";
import type { Checkout } from "./entry.ts";
import { compareGuards, type GuardsOfPage } from "./guards/compare.ts";
import { install, isInstalled } from "./install.ts";
import { typeCheck } from "./type-check.ts";
import { workingCopy } from "./working-copy.ts";

/** What a migration did to one application. Counts of routes are those with session code. */
export interface Measurement {
  readonly checkout: Checkout;
  /** Where the migrated copy is. */
  readonly app: string;
  readonly migrated?: Migrated;
  /** Why there is no result: the message of the command that failed. */
  readonly crash?: string;
  /** Errors before the migration; undefined where there is no type check, `typesMissing` says why. */
  readonly baseline?: number;
  readonly typesMissing?: string;
  readonly newErrors: readonly Diagnostic[];
  /** What a checker that shares no code with the migration says of every page's guards. */
  readonly guards: readonly GuardsOfPage[];
  /** Files that a second run changes. */
  readonly secondRun?: number;
  /** git's list of what `undo` did not take back. */
  readonly leftByUndo?: string;
  /** Wall time of the command, its start included. */
  readonly seconds?: number;
}

/**
 * Migrates a working copy of one application, and checks types before and after, a second run, and
 * undo. Never throws for what the project or the migration does: that is a crash in the result.
 */
export async function measure(
  checkout: Checkout,
  work: string,
  options: { readonly install: boolean; readonly keep: boolean },
): Promise<Measurement> {
  const folder = await workingCopy(checkout, work);
  const app = path.join(folder, checkout.app);
  const start = { checkout, app, newErrors: [], guards: [] };

  const { before, typesMissing } = await baselineOf(folder, app, options.install);
  const types = before ? { baseline: before.length } : { typesMissing: typesMissing ?? "" };
  await discardChanges(folder);

  const began = performance.now();
  let migrated: Migrated;
  try {
    migrated = await runMigrate(app);
  } catch (error) {
    return { ...start, ...types, crash: (error as Error).message };
  }
  const seconds = (performance.now() - began) / 1000;
  const after = before ? ((await typeCheck(app)) ?? []) : [];
  const guards = compareGuards(path.join(checkout.folder, checkout.app), app);
  const found = { ...start, ...types, migrated, seconds, guards };
  const errors = { newErrors: newErrors(before ?? [], after, originsOf(migrated)) };
  if (options.keep) return { ...found, ...errors };

  try {
    const again = await runMigrate(app, ["--dry-run"]);
    const secondRun = again.changeSet.changes.length;
    if (migrated.applied) await runUndo(app);
    return { ...found, ...errors, secondRun, leftByUndo: await changesIn(folder) };
  } catch (error) {
    return { ...found, ...errors, crash: (error as Error).message };
  }
}

async function baselineOf(
  folder: string,
  app: string,
  wanted: boolean,
): Promise<{ before?: Diagnostic[]; typesMissing?: string }> {
  try {
    if (wanted) await install(folder);
  } catch (error) {
    return { typesMissing: (error as Error).message };
  }
  if (!(await isInstalled(folder))) return { typesMissing: "dependencies are not installed" };
  const before = await typeCheck(app);
  return before ? { before } : { typesMissing: "no tsconfig.json, or no TypeScript" };
}

/** For each file that a migrated route was written to, the page that it came from. */
function originsOf({ routes, changeSet }: Migrated): Map<string, string> {
  const moves = changeSet.changes.flatMap(({ path, from }) =>
    from === undefined ? [] : ([[path, from]] as const),
  );
  const writes = routes.flatMap(({ file, writes }) => writes.map((to) => [to, file] as const));
  return new Map([...writes, ...moves]);
}

import { tmpdir } from "node:os";
import path from "node:path";
import fs from "fs-extra";
import type { RouteResult, Verdict } from "../../src/migrate/types.ts";
import type { Stack } from "../../src/stack/types.ts";
import { generate } from "../contract/app/generated.ts";
import { type Migrated, runMigrate } from "../support/migration.ts";
import { commitAll } from "../support/repository.ts";

/** A generated application that was migrated, in a folder of its own. */
export interface MigratedApp {
  readonly migrated: Migrated;
  /** Puts it in the place of the application in a folder; what a build left there stays. */
  readonly replace: (dir: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/**
 * Generates the application of a stack and runs `migrate` on it.
 * @param change done to the generated files first
 * @throws Error with what the command said when it fails
 */
export async function migratedApp(
  stack: Stack,
  change: (dir: string) => Promise<void> = async () => {},
): Promise<MigratedApp> {
  const dir = await fs.mkdtemp(path.join(tmpdir(), "create-session-app-stack-"));
  await generate(stack, dir);
  await change(dir);
  await commitAll(dir);
  const migrated = await runMigrate(dir);
  await fs.remove(path.join(dir, ".git"));
  return {
    migrated,
    async replace(target) {
      for (const name of await fs.readdir(target)) {
        if (name !== ".next") await fs.remove(path.join(target, name));
      }
      await fs.copy(dir, target);
    },
    remove: () => fs.remove(dir),
  };
}

/** The verdicts of the pages, counted; API routes always stay. */
export function verdicts({ routes }: Migrated): Record<Verdict, number> {
  const pages = routes.filter(({ kind }) => kind === "page");
  const number = (verdict: Verdict) => pages.filter((page) => page.verdict === verdict).length;
  return { native: number("native"), bridge: number("bridge"), left: number("left") };
}

/** What keeps pages in pages/: each code with the places that it names. */
export function reasonsOfLeft({ routes }: Migrated): string[] {
  const places = new Map<string, Set<string>>();
  for (const { code, file, line } of routes.flatMap(reasonsIfLeft)) {
    places.set(code, (places.get(code) ?? new Set()).add(`${file}:${line}`));
  }
  return [...places].map(([code, where]) => `${code} at ${[...where].join(", ")}`);
}

const reasonsIfLeft = ({ kind, verdict, reasons }: RouteResult) =>
  kind === "page" && verdict === "left" ? reasons : [];

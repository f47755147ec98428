import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import fs from "fs-extra";
import { validStacks } from "../../src/stack/explain.ts";
import type { Stack } from "../../src/stack/types.ts";
import { closeWorkshops } from "../contract/app/generated.ts";
import { closeChromium } from "../contract/driver/chromium.ts";
import { nameOf } from "../contract/run/run-stack.ts";
import { prepare } from "../setup/prepare.ts";
import { type Options, readOptions, usage } from "../stacks/options.ts";
import { stackHash } from "../stacks/stack-hash.ts";
import { sharedModules } from "../support/modules.ts";
import { checkMigration, type MigrationCheck } from "./check-migration.ts";

const root = path.resolve(import.meta.dirname, "../..");
const file = path.join(root, "node_modules/.cache/create-session-app/stack-migrations.json");

/** What decides how a migration goes, besides what `stackHash` knows. */
const sources = [
  "src/migrate",
  "src/project",
  "codemods",
  "templates/compat",
  "test/stack-migrations",
];

/**
 * Migrates the application of every stack of the Pages Router, holding it to the session contract before
 * and after; one line a stack. `--resume` leaves out those that passed as they are now.
 * @returns the exit code
 */
async function main({ stacks, resume, limit }: Options): Promise<number> {
  await prepare(say);
  await sharedModules();
  const started = performance.now();
  const engine = hashOf(sources);
  let passed = 0;
  let failed = 0;
  for (const [index, stack] of stacks.entries()) {
    const place = `[${index + 1}/${stacks.length}]`;
    const hash = `${engine}-${await stackHash(stack)}`;
    if (resume && known()[nameOf(stack)] === hash) {
      say(`${place} ✓ ${nameOf(stack)}: passed before, as it is now`);
      passed += 1;
      continue;
    }
    if (performance.now() - started > limit * 60_000) {
      say(`The time is up: ${stacks.length - index} stacks were not checked; --resume goes on.`);
      failed += 1;
      break;
    }
    const began = performance.now();
    const result = await checked(stack);
    const isPassed = result.faults.length === 0;
    if (isPassed) fs.outputJsonSync(file, { ...known(), [nameOf(stack)]: hash });
    if (isPassed) passed += 1;
    else failed += 1;
    const seconds = Math.round((performance.now() - began) / 1000);
    say(`${place} ${isPassed ? "✓" : "✗"} ${nameOf(stack)}: ${summary(result)} · ${seconds} s`);
    for (const fault of result.faults) say(`    ${fault.split("\n").slice(-20).join("\n    ")}`);
  }
  say(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

async function checked(stack: Stack): Promise<MigrationCheck> {
  try {
    return await checkMigration(stack, `migrated-${process.pid}`);
  } catch (error) {
    const pages = { native: 0, bridge: 0, left: 0 };
    const fault = error instanceof Error ? error.message : String(error);
    return { pages, left: { generated: [], decided: [] }, kept: 0, faults: [fault] };
  }
}

function summary({ pages, left, kept }: MigrationCheck): string {
  const why = left.decided.length > 0 ? ` (${left.decided.join("; ")})` : "";
  const asGenerated =
    left.generated.length > 0 ? `; as generated left: ${left.generated.join("; ")}` : "";
  return `${pages.native} native, ${pages.bridge} bridge, ${pages.left} left${why}, ${kept} clauses kept${asGenerated}`;
}

const known = (): Record<string, string> => (fs.existsSync(file) ? fs.readJsonSync(file) : {});

function hashOf(folders: readonly string[]): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const below = path.join(root, folder);
    for (const name of readdirSync(below, { recursive: true, encoding: "utf8" }).sort()) {
      const found = path.join(below, name);
      if (statSync(found).isFile()) hash.update(`\0${name}\0`).update(readFileSync(found));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

function say(line: string): void {
  console.log(line);
}

function read(): Options | undefined {
  try {
    const stacks = validStacks().filter(({ router }) => router === "pages");
    return readOptions(process.argv.slice(2), stacks);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exitCode = 2;
  }
}

const options = read();
if (options) {
  process.exitCode = await main(options);
  await Promise.allSettled([closeChromium(), closeWorkshops()]);
}

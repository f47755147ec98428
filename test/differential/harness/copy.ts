import { tmpdir } from "node:os";
import path from "node:path";
import fs from "fs-extra";
import { commitAll } from "../../support/repository.ts";

const unwanted = new Set([".git", ".next", "node_modules", "next-env.d.ts"]);

/**
 * Copies an application to where it finds its modules when it is built.
 * It is no git repository there: Next looks for modules no higher than a repository's root.
 * @returns the folder of the copy, for the caller to remove
 */
export async function copyToBuild(folder: string, modules: string): Promise<string> {
  const apps = path.join(modules, "apps");
  await fs.ensureDir(apps);
  return copy(folder, path.join(apps, `${path.basename(folder)}-`));
}

/**
 * Copies an application to a git repository of its own, where it can be migrated.
 * @returns the folder of the copy, for the caller to remove
 */
export async function copyToMigrate(folder: string): Promise<string> {
  const copied = await copy(folder, path.join(tmpdir(), "create-session-app-migrate-"));
  await commitAll(copied);
  return copied;
}

async function copy(folder: string, prefix: string): Promise<string> {
  const target = await fs.mkdtemp(prefix);
  await fs.copy(folder, target, { filter: (source) => !unwanted.has(path.basename(source)) });
  return target;
}

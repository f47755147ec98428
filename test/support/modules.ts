import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";
import type { Catalogue } from "../../src/stack/catalogue.ts";
import { explain } from "../../src/stack/explain.ts";
import { packagesOf } from "../../src/stack/layers.ts";
import type { Stack } from "../../src/stack/types.ts";
import { packageOf, versions } from "../../src/stack/versions.ts";

/** Name and version of every package, apart from those that are there in two versions. */
const dependencies: Record<string, string> = {};
/** The second versions, by their key in the catalogue: `next-auth@5`. */
const others: Record<string, Record<string, string>> = {};
for (const [key, version] of Object.entries(versions)) {
  const name = packageOf(key);
  if (name === key) dependencies[name] = version;
  else others[key] = { [name]: version };
}

/**
 * A folder whose node_modules holds every package that the applications under test import, so that
 * an application placed anywhere below it finds them. Installed once for each set of versions.
 * `CSA_TEST_MODULES` names a folder that was prepared by hand.
 * @param stack the stack whose application goes there; some need other versions than the rest
 * @throws Error when that folder has no node_modules, or when the install fails
 */
export async function sharedModules(stack?: Stack, catalogue?: Catalogue): Promise<string> {
  const root = await commonModules();
  const keys = stack ? second(stack, catalogue) : [];
  if (keys.length === 0) return root;
  const folder = path.join(root, "others", keys.join("+"));
  const manifest = JSON.stringify({
    private: true,
    dependencies: Object.assign({}, ...keys.map((key) => others[key])),
  });
  // The rest is found further up: npm must not install Next.js here again, and a lock file would
  // make Next.js take this folder for the root of the project.
  const flags = ["--legacy-peer-deps", "--no-package-lock"];
  if (!(await fs.pathExists(folder))) await install(folder, manifest, flags);
  return folder;
}

async function commonModules(): Promise<string> {
  const prepared = process.env.CSA_TEST_MODULES;
  if (prepared) {
    if (await fs.pathExists(path.join(prepared, "node_modules/next/package.json"))) return prepared;
    throw new Error(`CSA_TEST_MODULES is ${prepared}, but there is no node_modules/next in it.`);
  }
  const manifest = JSON.stringify({ private: true, dependencies }, null, 2);
  const key = createHash("sha256").update(JSON.stringify(versions)).digest("hex").slice(0, 12);
  const folder = path.join(tmpdir(), `create-session-app-modules-${key}`);
  if (!(await fs.pathExists(folder))) await install(folder, manifest);
  return folder;
}

/** The second versions that a stack depends on. */
function second(stack: Stack, catalogue?: Catalogue): string[] {
  const found = explain(stack, catalogue);
  if (!found.valid) throw new Error(found.reason);
  return packagesOf(found.stack).filter((key) => key in others);
}

/** Installs beside and renames, so that a half-done install is never taken for a whole one. */
async function install(folder: string, manifest: string, more: string[] = []): Promise<void> {
  await fs.ensureDir(path.dirname(folder));
  const partial = await fs.mkdtemp(`${folder}.partial-`);
  try {
    await fs.writeFile(path.join(partial, "package.json"), manifest);
    const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
    await execa("npm", ["install", ...flags, ...more], { cwd: partial, timeout: 600_000 });
    await fs.rename(partial, folder).catch(async (error: NodeJS.ErrnoException) => {
      // Another run was faster, and installed the same.
      if (!(await fs.pathExists(folder))) throw error;
    });
  } finally {
    await fs.remove(partial);
  }
}

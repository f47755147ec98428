import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";
import { versions } from "../../src/stack/versions.ts";

/** What the applications under test import: the catalogue's packages, and those of the samples. */
const dependencies: Readonly<Record<string, string>> = {
  ...versions,
  "next-auth": "4.24.15",
};

/**
 * A folder whose node_modules holds every package that the applications under test import, so that
 * an application placed anywhere below it finds them. Installed once for each set of versions.
 * `CSA_TEST_MODULES` names a folder that was prepared by hand.
 * @throws Error when that folder has no node_modules, or when the install fails
 */
export async function sharedModules(): Promise<string> {
  const prepared = process.env.CSA_TEST_MODULES;
  if (prepared) {
    if (await fs.pathExists(path.join(prepared, "node_modules/next/package.json"))) return prepared;
    throw new Error(`CSA_TEST_MODULES is ${prepared}, but there is no node_modules/next in it.`);
  }
  const manifest = JSON.stringify({ private: true, dependencies }, null, 2);
  const key = createHash("sha256").update(manifest).digest("hex").slice(0, 12);
  const folder = path.join(tmpdir(), `create-session-app-modules-${key}`);
  if (!(await fs.pathExists(folder))) await install(folder, manifest);
  return folder;
}

/** Installs beside and renames, so that a half-done install is never taken for a whole one. */
async function install(folder: string, manifest: string): Promise<void> {
  const partial = await fs.mkdtemp(`${folder}.partial-`);
  try {
    await fs.writeFile(path.join(partial, "package.json"), manifest);
    const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
    await execa("npm", ["install", ...flags], { cwd: partial, timeout: 600_000 });
    await fs.rename(partial, folder).catch(async (error: NodeJS.ErrnoException) => {
      // Another run was faster, and installed the same.
      if (!(await fs.pathExists(folder))) throw error;
    });
  } finally {
    await fs.remove(partial);
  }
}

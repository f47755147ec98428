import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { versions } from "../../../src/stack/versions.ts";

/**
 * A folder with one node_modules for all applications: every package that any stack needs, in the
 * versions of the catalogue. Applications are made in folders below it, where Node and Next.js find
 * the packages by themselves. It is made once and kept; its name changes with the versions.
 * CONTRACT_MODULES names another folder to use as it is.
 * @returns the folder's absolute path
 * @throws Error with npm's output where the installation fails
 */
export async function sharedModules(): Promise<string> {
  const given = process.env.CONTRACT_MODULES;
  if (given) return path.resolve(given);
  const manifest = JSON.stringify({ private: true, dependencies: versions });
  const key = createHash("sha256").update(manifest).update(process.version).digest("hex");
  const folder = path.join(os.tmpdir(), `create-session-app-modules-${key.slice(0, 12)}`);
  if (existsSync(folder)) return folder;

  const staging = `${folder}.${process.pid}`;
  await mkdir(staging, { recursive: true });
  await writeFile(path.join(staging, "package.json"), manifest);
  process.stderr.write(`contract: installing the packages of all stacks into ${folder}\n`);
  const install = ["install", "--no-audit", "--no-fund", "--loglevel=error"];
  await promisify(execFile)("npm", install, { cwd: staging });
  try {
    await rename(staging, folder);
  } catch (error) {
    // Somebody else was quicker: theirs is as good.
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

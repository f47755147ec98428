import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/**
 * Path of a server's program.
 * @param places folders to look into besides PATH
 * @throws Error naming the package to install where it is not on this machine
 */
export function findBinary(name: string, packageName: string, places: readonly string[] = []) {
  const folders = [...places, ...(process.env.PATH ?? "").split(path.delimiter)];
  const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
  if (found) return found;
  throw new Error(`The session contract needs ${name}. Install the package ${packageName}.`);
}

/** Where distributions keep PostgreSQL's programs: not in PATH, one folder a version. */
export function postgresFolders(): string[] {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(root, version, "bin"));
}

/**
 * The account that a server must run as: PostgreSQL refuses to be root.
 * @returns nothing to change where we are not root ourselves
 */
export function accountOf(user: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

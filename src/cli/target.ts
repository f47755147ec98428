import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Change } from "../changeset/change.ts";
import { CommandError } from "./errors.ts";

/** Where a new project goes. */
export interface Target {
  /** Absolute path. */
  readonly root: string;
  /** As the person gave it. */
  readonly given: string;
  /** The project's name, made from the folder's. */
  readonly name: string;
  /** What lies there already, without what does not count; empty for a new folder. */
  readonly entries: readonly string[];
}

/** What version control, editors and systems leave in a folder that is empty to a person. */
const harmless = new Set([
  ".create-session-app",
  ".git",
  ".hg",
  ".idea",
  ".vscode",
  ".DS_Store",
  "Thumbs.db",
]);

/**
 * Looks at the folder that a project is to go to.
 * @throws CommandError when it is a file
 */
export function lookAt(given: string, cwd: string): Target {
  const root = resolve(cwd, given);
  const name = packageNameOf(basename(root));
  if (!existsSync(root)) return { root, given, name, entries: [] };
  if (!statSync(root).isDirectory()) {
    throw new CommandError(`${given} is a file; a project needs a folder.`);
  }
  const entries = readdirSync(root).filter((entry) => !harmless.has(entry));
  return { root, given, name, entries };
}

/** Files of a new project that are there already. */
export function overwritten({ root }: Target, changes: readonly Change[]): string[] {
  return changes.map(({ path }) => path).filter((path) => existsSync(join(root, path)));
}

/**
 * A name for package.json from a folder's: "My Shop" becomes "my-shop". Folders whose names have
 * nothing in common with a package name give "my-app".
 */
export function packageNameOf(folder: string): string {
  const name = folder
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "")
    .slice(0, 214);
  return name || "my-app";
}

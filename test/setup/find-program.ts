import { accessSync, constants, readdirSync } from "node:fs";
import path from "node:path";

/**
 * Path of the first candidate that can be executed, or `undefined`.
 * A candidate is a name to look for on PATH, or an absolute path in which one segment may hold a
 * `*`; of several matches the last in alphabetical order wins (the newest version).
 */
export function findProgram(candidates: readonly string[]): string | undefined {
  for (const candidate of candidates) {
    const paths = path.isAbsolute(candidate) ? expand(candidate) : onPath(candidate);
    const found = paths.find(isExecutable);
    if (found) return found;
  }
  return undefined;
}

function onPath(name: string): string[] {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return [...folders, "/usr/sbin", "/usr/local/sbin"].map((folder) => path.join(folder, name));
}

function expand(pattern: string): string[] {
  const segments = pattern.split("/");
  const at = segments.findIndex((segment) => segment.includes("*"));
  if (at === -1) return [pattern];
  const parent = segments.slice(0, at).join("/");
  const [before = "", after = ""] = (segments[at] ?? "").split("*");
  try {
    return readdirSync(parent)
      .filter((name) => name.startsWith(before) && name.endsWith(after))
      .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
      .map((name) => [parent, name, ...segments.slice(at + 1)].join("/"));
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { joinPath } from "./paths.ts";
import type { ProjectTree } from "./tree.ts";

/** Folders that hold no source of the project, whatever .gitignore says. */
const NEVER = new Set([
  "node_modules",
  "dist",
  "build",
  "out",
  "coverage",
  "public",
  "storybook-static",
]);

/** Every module file below a folder; hidden folders, packages and build output are not entered. */
export function sourceFiles(tree: ProjectTree, folder: string): string[] {
  const found: string[] = [];
  const pending = [folder];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const entry of tree.list(at)) {
      const path = joinPath(at, entry.name) ?? entry.name;
      if (entry.kind === "folder") {
        if (!NEVER.has(entry.name) && !entry.name.startsWith(".")) pending.push(path);
      } else if (/\.[cm]?[jt]sx?$/.test(entry.name)) {
        found.push(path);
      }
    }
  }
  return found.sort();
}

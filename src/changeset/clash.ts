import { join } from "node:path";
import type { FileSystem } from "./filesystem.ts";
import { ancestors, fold, parent } from "./path.ts";
import type { Plan } from "./plan.ts";

/**
 * New names that differ from another name only in upper and lower case or in how an accent is
 * written. Linux would keep both files; macOS, Windows and everybody who clones the project there
 * would have one.
 * @returns pairs of the path and a message
 */
export function findClashes(fs: FileSystem, root: string, plan: Plan): [string, string][] {
  const gone = new Set(plan.remove.map(({ path }) => path));
  for (const { path, after } of plan.steps) if (!after) gone.add(path);
  const listed = new Map<string, string[]>();
  const names = (folder: string): string[] => {
    const known = listed.get(folder);
    if (known) return known;
    const directory = join(root, folder);
    const found = fs.info(directory)?.kind === "directory" ? fs.list(directory) : [];
    listed.set(folder, found);
    return found;
  };
  const onDisk = (path: string): string[] => {
    const folder = parent(path);
    return names(folder).map((name) => (folder === "" ? name : `${folder}/${name}`));
  };

  const clashes: [string, string][] = [];
  const taken = new Map<string, string>();
  for (const { path, before, after } of plan.steps) {
    if (before || !after) continue;
    let isNew = false;
    for (const part of [...ancestors(path).reverse(), path]) {
      // What is in a folder that is new is not on the disk, though a disk that ignores case says so.
      const neighbours = isNew ? [] : onDisk(part);
      if (neighbours.includes(part) && !gone.has(part)) continue;
      isNew = true;
      const folded = fold(part);
      const other =
        neighbours.find((name) => fold(name) === folded && !gone.has(name)) ?? taken.get(folded);
      taken.set(folded, part);
      if (other === undefined || other === part) continue;
      clashes.push([
        path,
        `${path} clashes with ${other}: they differ only in upper and lower case`,
      ]);
      break;
    }
  }
  return clashes;
}

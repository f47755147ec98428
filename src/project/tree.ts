import { lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ProjectError } from "./project-error.ts";

/** An entry of a folder. Links are not listed: a project is read, never the place it points to. */
export interface TreeEntry {
  readonly name: string;
  readonly kind: "file" | "folder";
}

/**
 * The files of a project as this program sees them. Paths are relative to its root, with `/` on
 * every platform; tests pass a tree that is held in memory.
 */
export interface ProjectTree {
  /** Bytes of the file, or `undefined` where there is none that can be read inside the root. */
  read(path: string): Buffer | undefined;
  /** Entries of a folder in the order of their names; empty where there is no folder. */
  list(folder: string): readonly TreeEntry[];
}

/**
 * The tree on disk below `root`. Every file is read at most once.
 *
 * Reading throws a ProjectError for a file or folder that this user may not read: taken for absent,
 * a page would be judged without its guard.
 */
export function diskTree(root: string): ProjectTree {
  const top = realpathSync(root);
  const cache = new Map<string, Buffer | undefined>();
  const folders = new Map<string, boolean>();
  return {
    read(path) {
      if (!cache.has(path)) cache.set(path, readInside(top, path, folders));
      return cache.get(path);
    },
    list(folder) {
      try {
        return readdirSync(join(top, folder), { withFileTypes: true })
          .filter((entry) => entry.isFile() || entry.isDirectory())
          .map(
            (entry): TreeEntry => ({
              name: entry.name,
              kind: entry.isFile() ? "file" : "folder",
            }),
          )
          .sort(byName);
      } catch (error) {
        return absent(error, folder) ?? [];
      }
    },
  };
}

/** A tree held in memory: path → content. */
export function memoryTree(files: Readonly<Record<string, string | Buffer>>): ProjectTree {
  const paths = Object.keys(files);
  return {
    read(path) {
      const content = files[path];
      return typeof content === "string" ? Buffer.from(content, "utf8") : content;
    },
    list(folder) {
      const prefix = folder === "" || folder === "." ? "" : `${folder}/`;
      const entries = new Map<string, TreeEntry>();
      for (const path of paths) {
        if (!path.startsWith(prefix)) continue;
        const [name = "", ...rest] = path.slice(prefix.length).split("/");
        entries.set(name, { name, kind: rest.length > 0 ? "folder" : "file" });
      }
      return [...entries.values()].sort(byName);
    },
  };
}

/** @param folders which folders are really inside, as far as that is known: asked once for each */
function readInside(top: string, path: string, folders: Map<string, boolean>): Buffer | undefined {
  try {
    const full = join(top, path);
    if (!lstatSync(full).isFile()) return undefined;
    const folder = dirname(full);
    let isInside = folders.get(folder);
    if (isInside === undefined) {
      isInside = `${realpathSync(folder)}${sep}`.startsWith(top + sep);
      folders.set(folder, isInside);
    }
    return isInside ? readFileSync(full) : undefined;
  } catch (error) {
    return absent(error, path);
  }
}

/** @throws ProjectError where something is there and may not be read */
function absent(error: unknown, path: string): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EPERM") {
    throw new ProjectError(
      `${path || "The folder"} cannot be read: permission denied. Nothing was written; make it readable and run this again.`,
    );
  }
}

function byName(a: TreeEntry, b: TreeEntry): number {
  return a.name < b.name ? -1 : 1;
}

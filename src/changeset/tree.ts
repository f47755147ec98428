import { join, relative, resolve, sep } from "node:path";
import { ChangeSetError } from "./change.ts";
import type { BaseTree } from "./changeset.ts";
import { describeFailure } from "./failure.ts";
import { type FileSystem, nodeFileSystem } from "./filesystem.ts";
import { ancestors, fold, normalise } from "./path.ts";

/**
 * The files of a directory, as the base of a change set. Symbolic links are followed as long as
 * they stay in the directory; where one leads out of it, there is no file.
 * @throws ChangeSetError from `read` and `mode`, when the system refuses to read a file
 */
export function directoryTree(root: string, fs: FileSystem = nodeFileSystem): BaseTree {
  const find = (path: string) => {
    const place = locate(fs, root, normalise(path));
    return place.kind === "file" ? join(resolve(root), place.path) : undefined;
  };
  const attempt = <T>(path: string, action: () => T): T => {
    try {
      return action();
    } catch (error) {
      if (error instanceof ChangeSetError) throw error;
      const message = `${path} cannot be read: ${describeFailure(error)}.`;
      throw new ChangeSetError(message, "failed", [path]);
    }
  };
  return {
    read: (path) =>
      attempt(path, () => {
        const file = find(path);
        return file === undefined ? undefined : fs.readFile(file);
      }),
    mode: (path) =>
      attempt(path, () => {
        const file = find(path);
        return file === undefined ? undefined : fs.info(file)?.mode;
      }),
  };
}

/** Where a path really is, and what is there. */
export interface Place {
  /** Relative to the root, with all links followed. */
  readonly path: string;
  readonly kind: "file" | "directory" | "other" | "nothing" | "outside";
  /** Whether the path's last name is itself a link. */
  readonly isLink: boolean;
  /** Permission bits of what is there. */
  readonly mode?: number;
}

/**
 * Follows the links of `path`. A file whose name differs in upper and lower case is another file,
 * also where the disk would open it.
 * @param path relative to the root, in its normal form
 */
export function locate(fs: FileSystem, root: string, path: string): Place {
  const realRoot = fs.realPath(root);
  if (realRoot === undefined) return { path, kind: "nothing", isLink: false };
  const isLink = fs.info(join(realRoot, path))?.kind === "link";
  for (const known of [path, ...ancestors(path), ""]) {
    const at = join(realRoot, known);
    if (fs.info(at) === undefined) continue;
    const real = fs.realPath(at);
    if (real === undefined || !isInside(realRoot, real)) return { path, kind: "outside", isLink };
    const rest = path.slice(known.length);
    const place = (relative(realRoot, real).split(sep).join("/") + rest).replace(/^\//, "");
    const isOtherName = place !== path && fold(place) === fold(path);
    if (isOtherName) return { path, kind: "nothing", isLink: false };
    if (known !== path) return { path: place, kind: "nothing", isLink };
    const info = fs.info(real);
    if (!info || info.kind === "link") return { path: place, kind: "nothing", isLink };
    return { path: place, kind: info.kind, isLink, mode: info.mode };
  }
  return { path, kind: "nothing", isLink: false };
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

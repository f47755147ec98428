import { ChangeSetError } from "./change.ts";

/** The folder in a project's root that belongs to this program: lock, staging area and journal. */
export const journalFolder = ".create-session-app";

/** Folders whose files no change set may touch, whatever the case they are written in. */
const reserved = [".git", journalFolder];

/**
 * Brings a relative path into its one form: `/` between names, no empty names, no `.`.
 * @throws ChangeSetError for a path that would leave the root, so that no command can
 */
export function normalise(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name === ".." || name.includes("\0")) {
      throw new ChangeSetError(`${path} leaves the project.`, "invalid", [path]);
    }
    names.push(name);
  }
  if (path.startsWith("/") || names.length === 0) {
    throw new ChangeSetError(`${path} is not a path inside the project.`, "invalid", [path]);
  }
  return names.join("/");
}

/**
 * {@link normalise} for a path that will be written. It also refuses Git's own files (a hook in
 * there would be run) and `\`, which is part of a name on one system and a separator on another.
 * @throws ChangeSetError
 */
export function writable(path: string): string {
  const normal = normalise(path);
  if (normal.includes("\\")) {
    throw new ChangeSetError(`${path} has a \\ in its name; write / instead.`, "invalid", [path]);
  }
  const folder = normal.split("/").find((name) => reserved.includes(name.toLowerCase()));
  if (folder !== undefined) {
    throw new ChangeSetError(`${path} is inside ${folder}, which is not ours to change.`);
  }
  return normal;
}

/** Folders above a path, nearest first, without the root: `a/b`, `a` for `a/b/c`. */
export function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
    found.push(path.slice(0, at));
  }
  return found;
}

/** The folder of a path, `""` for the root. */
export function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** A path relative to `folder`, where `""` is the root. */
export function within(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/**
 * The form in which macOS and Windows compare names: two paths that fold alike are one file there
 * and two files on Linux.
 */
export function fold(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

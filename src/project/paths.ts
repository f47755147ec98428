/** Operations on paths relative to the project root, always with `/`. */

/** Folder of a path; `""` at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** Joins and resolves `.` and `..`; `undefined` when the result would leave the root. */
export function joinPath(folder: string, rest: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of rest.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The import specifier that leads from a folder to a file, e.g. `../../lib/db`. */
export function relativeSpecifier(fromFolder: string, to: string): string {
  const from = fromFolder === "" ? [] : fromFolder.split("/");
  const target = to.split("/");
  let shared = 0;
  while (shared < from.length && shared < target.length - 1 && from[shared] === target[shared]) {
    shared += 1;
  }
  const up = from.length - shared;
  return (up === 0 ? "./" : "../".repeat(up)) + target.slice(shared).join("/");
}

/** `pages/a.b.tsx` → `pages/a.b`, for module extensions only. */
export function withoutExtension(path: string): string {
  return path.replace(/\.(?:d\.ts|[cm]?[jt]sx?)$/, "");
}

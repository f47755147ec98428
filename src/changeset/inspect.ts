import { join } from "node:path";
import { ChangeSetError } from "./change.ts";
import type { FileSystem } from "./filesystem.ts";
import { type Journal, type Layout, sha256 } from "./journal.ts";
import { parent } from "./path.ts";
import { isDone, parts, staged } from "./transaction.ts";
import { locate } from "./tree.ts";

/**
 * Makes sure that a journal is carried out in its project and nowhere else. It was written for a
 * tree that may have changed since, or that came, journal and all, from somebody else.
 * @param directory where the journal lies
 * @throws ChangeSetError naming the paths that a symbolic link leads elsewhere
 */
export function refuseLinks(
  fs: FileSystem,
  { root }: Layout,
  directory: string,
  { steps, make, remove }: Journal,
): void {
  const own = [directory, ...parts.map((part) => join(directory, part))];
  const linked = own.filter((path) => (fs.info(path)?.kind ?? "directory") !== "directory");
  const folders = new Set([...steps, ...make, ...remove].map(({ path }) => parent(path)));
  for (const folder of folders) {
    if (folder === "") continue;
    const place = locate(fs, root, folder);
    if (place.path !== folder || place.isLink || place.kind === "outside") linked.push(folder);
  }
  if (linked.length === 0) return;
  const message = `A symbolic link stands where a folder was: ${linked.join(", ")}. Put the folder back.`;
  throw new ChangeSetError(message, "link", linked);
}

/**
 * Paths at which an interrupted plan meets content that it does not know: somebody has edited the
 * file since. Going on in that direction would lose the edit.
 */
export function findEdited(
  fs: FileSystem,
  { root, pending }: Layout,
  journal: Journal,
  direction: "forward" | "back",
): string[] {
  const edited = journal.steps.filter((step, index) => {
    if (isDone(fs, pending, step, index) === (direction === "forward")) return false;
    const now = hashAt(fs, root, step.path);
    return now !== undefined && now !== step.before?.sha256 && now !== step.after?.sha256;
  });
  return edited.map(({ path }) => path);
}

/** Whether every staged file that is still to be put in place is whole. */
export function isStagedWhole(fs: FileSystem, { pending }: Layout, journal: Journal): boolean {
  return journal.steps.every(({ after }, index) => {
    const file = staged(pending, "new", index);
    return !after || fs.info(file) === undefined || sha256(fs.readFile(file)) === after.sha256;
  });
}

/** The hash of the file at a path; `undefined` for none, "unknown" for what no plan leaves there. */
function hashAt(fs: FileSystem, root: string, path: string): string | undefined {
  const place = locate(fs, root, path);
  if (place.path !== path || place.isLink) return "unknown";
  if (place.kind === "nothing" || place.kind === "directory") return undefined;
  return place.kind === "file" ? sha256(fs.readFile(join(root, path))) : "unknown";
}

import { join } from "node:path";
import type { Change } from "./change.ts";
import { findClashes } from "./clash.ts";
import type { FileSystem } from "./filesystem.ts";
import { ancestors, writable } from "./path.ts";
import { type Problem, Problems } from "./problems.ts";
import { locate, type Place } from "./tree.ts";

/** A file as it is at one moment. */
export interface FileState {
  readonly content: Buffer;
  /** Permission bits. */
  readonly mode: number;
}

/** What happens at one path: from one state to another, where no state means no file. */
export interface Step {
  /** Relative to the root, with all links followed. */
  readonly path: string;
  readonly before?: FileState;
  readonly after?: FileState;
}

export interface Folder {
  readonly path: string;
  readonly mode: number;
}

/**
 * Everything that turns one state of a directory into another one. Every path occurs once, and
 * the steps do not depend on each other: moves, chains and swaps are gone, what is left is the old
 * and the new content of each path. So a plan can be stopped, continued and inverted.
 */
export interface Plan {
  readonly steps: readonly Step[];
  /** Folders to make, outermost first. */
  readonly make: readonly Folder[];
  /** Folders that become empty and go, innermost first. */
  readonly remove: readonly Folder[];
}

/** What the changes ask of one path. */
interface Wish {
  before?: Buffer;
  after?: Buffer;
  mode?: number;
  /** The file whose permission bits it keeps: itself, or the one that moves here. */
  from?: string;
}

/**
 * What changes do to the directory at `root`, checked against it.
 * @throws ChangeSetError naming every file that is in the way: one that is not what the changes
 *   were computed from, a path that leaves the root through a link, a name that clashes
 */
export function planChanges(fs: FileSystem, root: string, changes: readonly Change[]): Plan {
  const problems = new Problems();
  const wishes = collect(changes);
  const places = new Map<string, Place>();
  for (const path of wishes.keys()) places.set(path, locate(fs, root, path));

  const steps = new Map<string, Step>();
  for (const [path, wish] of wishes) {
    const place = places.get(path) ?? locate(fs, root, path);
    const refused = refuse(fs, root, path, wish, place);
    if (refused) problems.add(...refused);
    else if (steps.has(place.path)) {
      problems.add("link", path, `${path} and ${place.path} are the same file`);
    } else {
      const kept = wish.from === undefined ? undefined : places.get(wish.from)?.mode;
      const mode = wish.mode ?? kept ?? fs.defaultModes().file;
      steps.set(place.path, {
        path: place.path,
        ...(wish.before && { before: { content: wish.before, mode: place.mode ?? mode } }),
        ...(wish.after && { after: { content: wish.after, mode } }),
      });
    }
  }
  problems.throwAny();

  const sorted = [...steps.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const plan = planFolders(fs, root, sorted, leaving(sorted).flatMap(ancestors));
  for (const [path, message] of findClashes(fs, root, plan)) problems.add("clash", path, message);
  problems.throwAny();
  return plan;
}

/**
 * Completes steps to a plan: which folders have to be made for them, and which of `candidates` are
 * empty after them.
 * @throws ChangeSetError when a file stands where a folder is needed, or a folder where a file is
 */
export function planFolders(
  fs: FileSystem,
  root: string,
  steps: readonly Step[],
  candidates: Iterable<string>,
  modes: ReadonlyMap<string, number> = new Map(),
): Plan {
  const going = new Set(leaving(steps));
  const needed = new Set(
    steps.filter((step) => step.after).flatMap((step) => ancestors(step.path)),
  );

  const removed = new Set<string>();
  const remove: Folder[] = [];
  for (const path of [...new Set(candidates)].sort((a, b) => b.length - a.length)) {
    const folder = locate(fs, root, path);
    if (needed.has(path) || folder.kind !== "directory") continue;
    const names = fs.list(join(root, path)).map((name) => `${path}/${name}`);
    if (!names.every((name) => going.has(name) || removed.has(name))) continue;
    removed.add(path);
    remove.push({ path, mode: folder.mode ?? fs.defaultModes().directory });
  }

  const problems = new Problems();
  const make: Folder[] = [];
  for (const path of [...needed].sort((a, b) => a.length - b.length)) {
    const { kind } = locate(fs, root, path);
    if (kind === "directory") continue;
    if (kind !== "nothing" && !going.has(path)) {
      problems.add("changed", path, `${path} is a file where a folder is needed`);
    }
    make.push({ path, mode: modes.get(path) ?? fs.defaultModes().directory });
  }
  for (const { path, before, after } of steps) {
    if (!after || before || removed.has(path)) continue;
    if (locate(fs, root, path).kind !== "directory") continue;
    problems.add("changed", path, `${path} is a folder where a file is to be written`);
  }
  problems.throwAny();
  return { steps, make, remove };
}

/** Paths whose file goes away. */
export function leaving(steps: readonly Step[]): string[] {
  return steps.filter((step) => step.before && !step.after).map((step) => step.path);
}

function collect(changes: readonly Change[]): Map<string, Wish> {
  const wishes = new Map<string, Wish>();
  const at = (path: string): Wish => {
    const normal = writable(path);
    const wish = wishes.get(normal) ?? {};
    wishes.set(normal, wish);
    return wish;
  };
  for (const change of changes) {
    if (change.kind === "move") at(change.from).before = change.before;
    else if (change.kind !== "create") at(change.path).before = change.before;
    if (change.kind === "delete") continue;
    const target = at(change.path);
    target.after = change.after;
    if (change.mode !== undefined) target.mode = change.mode;
    if (change.kind === "move") target.from = change.from;
    if (change.kind === "edit") target.from = change.path;
  }
  return wishes;
}

/** Why a wish cannot be granted, or `undefined` when it can. */
function refuse(
  fs: FileSystem,
  root: string,
  path: string,
  { before, after }: Wish,
  place: Place,
): Problem | undefined {
  if (place.kind === "outside") {
    return ["link", path, `${path} goes through a symbolic link that leaves the project`];
  }
  if (place.isLink && !(before && after && place.kind === "file")) {
    return ["link", path, `${path} is a symbolic link; change what it points to`];
  }
  writable(place.path);
  if (!before) {
    // Whether a folder goes away in time is for planFolders to say.
    if (place.kind === "nothing" || place.kind === "directory") return undefined;
    return ["changed", path, `${path} exists already`];
  }
  if (place.kind === "nothing") return ["changed", path, `${path} is gone`];
  if (place.kind !== "file") return ["changed", path, `${path} is not a regular file`];
  if (fs.readFile(join(root, place.path)).equals(before)) return undefined;
  return ["changed", path, `${path} was changed after it was read`];
}

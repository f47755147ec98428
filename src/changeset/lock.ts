import { join } from "node:path";
import { ChangeSetError } from "./change.ts";
import { codeOf, type FileSystem, isMissing } from "./filesystem.ts";
import type { Layout } from "./journal.ts";
import type { Processes, ProcessName } from "./processes.ts";

/** How often a run that meets another one looks again, and the longest pause between two looks. */
const attempts = 12;
const longestPause = 100;

/**
 * Runs `work` while no other run is at work in the same directory. The journal folder is made for
 * it, and taken away again where nothing stays in it.
 *
 * Each run puts a file named after itself into one folder and then looks for others: of two runs
 * at least the later one sees the other, whatever happens in between. Files of dead processes are
 * removed. The name says it all, so there is no moment at which a lock has no owner yet.
 * @param movedTo where the folder is after `work`, when that moves it
 * @throws ChangeSetError with reason "locked" naming the other process, when it does not end soon
 */
export function withLock<T>(
  fs: FileSystem,
  processes: Processes,
  layout: Layout,
  work: () => T,
  movedTo: Layout = layout,
): T {
  const own = join(layout.lock, fileName(processes.self));
  for (let attempt = 1; ; attempt++) {
    const other = findObstacle(fs, processes, layout, own);
    if (other === undefined) break;
    if (other !== "") release(fs, layout, own);
    if (attempt === attempts) throw lockedBy(other, layout, processes);
    // Different pauses, so that two runs that met do not meet again.
    processes.pause(longestPause / 4 + ((processes.self.pid * attempt) % longestPause));
  }
  try {
    return work();
  } finally {
    const home = isThere(fs, own) ? layout : movedTo;
    release(fs, home, join(home.lock, fileName(processes.self)));
  }
}

/** The name of another run's file; `""` when its folder vanished; `undefined` when we are alone. */
function findObstacle(
  fs: FileSystem,
  processes: Processes,
  layout: Layout,
  own: string,
): string | undefined {
  try {
    return claim(fs, layout, own) ? findOther(fs, processes, layout) : "";
  } catch (error) {
    release(fs, layout, own);
    throw error;
  }
}

/** Puts our file into the lock folder; false when another run took that folder away meanwhile. */
function claim(fs: FileSystem, layout: Layout, own: string): boolean {
  for (const folder of [layout.folder, layout.lock]) {
    const kind = fs.info(folder)?.kind;
    if (kind === "directory") continue;
    if (kind !== undefined) {
      throw new ChangeSetError(`${folder} is not a folder; move it away and run again.`, "link");
    }
    if (!tolerate(["EEXIST", "ENOENT"], () => fs.createDirectory(folder, 0o700))) return false;
  }
  // Git looks into the folder and finds that all of it is ignored, this file too.
  const ignore = join(layout.folder, ".gitignore");
  if (!fs.info(ignore) && !tolerate(["EEXIST", "ENOENT"], () => ignoreAll(fs, ignore)))
    return false;
  return tolerate(["ENOENT"], () => {
    // A file of our own name is left over from a process with our id, which is therefore dead.
    if (!fs.info(own)) fs.createFile(own, Buffer.alloc(0), 0o600);
  });
}

function ignoreAll(fs: FileSystem, file: string): void {
  fs.createFile(file, Buffer.from("*\n"), 0o600);
}

function findOther(fs: FileSystem, processes: Processes, layout: Layout): string | undefined {
  const self = fileName(processes.self);
  for (const name of fs.list(layout.lock)) {
    if (name === self) continue;
    const owner = parseName(name);
    if (owner && processes.isAlive(owner)) return name;
    tolerate(["ENOENT"], () => fs.removeFile(join(layout.lock, name)));
  }
  return undefined;
}

/** Takes our file away, and the journal folder with it when there is no journal in it. */
function release(fs: FileSystem, layout: Layout, own: string): void {
  try {
    const ignore = join(layout.folder, ".gitignore");
    if (fs.info(own)) fs.removeFile(own);
    if (fs.info(layout.lock)) fs.removeDirectory(layout.lock);
    if (!fs.list(layout.folder).every((name) => name === ".gitignore")) return;
    if (fs.info(ignore)) fs.removeFile(ignore);
    fs.removeDirectory(layout.folder);
  } catch {
    // Another run is in there, or the disk refuses: an unused lock is removed by the next run.
  }
}

function isThere(fs: FileSystem, path: string): boolean {
  try {
    return fs.info(path) !== undefined;
  } catch {
    return false;
  }
}

/** Whether `action` was done; false for a failure with one of these codes. */
function tolerate(codes: readonly string[], action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (codes.includes(codeOf(error) ?? "") || (codes.includes("ENOENT") && isMissing(error))) {
      return false;
    }
    throw error;
  }
}

function lockedBy(name: string, layout: Layout, processes: Processes): ChangeSetError {
  const owner = parseName(name);
  if (!owner) {
    const message = `${layout.folder} comes and goes: another run is at work in ${layout.root}.`;
    return new ChangeSetError(message, "locked");
  }
  const where = owner.host === processes.self.host ? "" : ` on ${owner.host}`;
  return new ChangeSetError(
    `Another run (process ${owner.pid}${where}) is at work in ${layout.root}. Wait until it ends. ` +
      `If that process is something else, delete ${join(layout.lock, name)}.`,
    "locked",
  );
}

function fileName({ pid, started, host }: ProcessName): string {
  return `${pid}.${started}.${host}`;
}

function parseName(name: string): ProcessName | undefined {
  const [, pid, started, host] = /^(\d+)\.(\d+)\.([A-Za-z0-9-]+)$/.exec(name) ?? [];
  if (pid === undefined || started === undefined || host === undefined) return undefined;
  return { pid: Number(pid), started, host };
}

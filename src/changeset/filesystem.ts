import { constants } from "node:buffer";
import fs from "node:fs";
import { pause } from "./processes.ts";

/** What stands at a path itself; a link is not followed. */
export interface FileInfo {
  readonly kind: "file" | "directory" | "link" | "other";
  /** Permission bits, `0o644`. */
  readonly mode: number;
}

/**
 * All that this folder asks of a disk. Paths are absolute and in the platform's form. Failures are
 * thrown as Node throws them, with the `code` of the system call.
 *
 * Every call is synchronous: Node handles a signal between two turns of its loop, so Ctrl-C cannot
 * stop an `apply` halfway where the caller listens for it, and one small file costs tens of
 * microseconds where a promise costs ten times that.
 */
export interface FileSystem {
  /** `undefined` where nothing is. */
  info(path: string): FileInfo | undefined;
  /** The path with all links followed; `undefined` where they lead to nothing. */
  realPath(path: string): string | undefined;
  /** Names in a directory, in any order. */
  list(directory: string): string[];
  readFile(path: string): Buffer;
  /** Writes a file that must not be there, with exactly these permission bits. */
  createFile(path: string, content: Buffer, mode: number): void;
  /** Makes a directory that must not be there, with exactly these permission bits. */
  createDirectory(path: string, mode: number): void;
  /** Moves a file over another one, or a directory to a free place; atomic. */
  rename(from: string, to: string): void;
  chmod(path: string, mode: number): void;
  removeFile(path: string): void;
  /** Removes an empty directory. */
  removeDirectory(path: string): void;
  /** Returns when the file's content would survive a power cut. */
  syncFile(path: string): void;
  /** Returns when the directory's names would survive a power cut, where the system can promise it. */
  syncDirectory(path: string): void;
  /** Permission bits that the user's umask gives new files and directories. */
  defaultModes(): { readonly file: number; readonly directory: number };
}

const isWindows = process.platform === "win32";

/** The disk. */
export const nodeFileSystem: FileSystem = {
  info(path) {
    try {
      const stats = fs.lstatSync(path, { throwIfNoEntry: false });
      return stats && { kind: kindOf(stats), mode: stats.mode & 0o7777 };
    } catch (error) {
      // Below a file there is nothing, but Node throws all the same.
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  realPath(path) {
    try {
      return fs.realpathSync.native(path);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  list: (directory) => fs.readdirSync(directory),
  readFile: (path) => fs.readFileSync(path),
  createFile(path, content, mode) {
    const file = fs.openSync(path, "wx", mode);
    try {
      for (let at = 0; at < content.length; ) {
        at += fs.writeSync(file, content, at, Math.min(content.length - at, constants.MAX_LENGTH));
      }
      if (!isWindows) fs.fchmodSync(file, mode);
    } catch (error) {
      // A failed write does not say by itself which file it was about.
      throw error instanceof Error ? Object.assign(error, { path }) : error;
    } finally {
      fs.closeSync(file);
    }
  },
  createDirectory(path, mode) {
    fs.mkdirSync(path, { mode });
    if (!isWindows) fs.chmodSync(path, mode);
  },
  rename: (from, to) => patiently(() => fs.renameSync(from, to)),
  chmod(path, mode) {
    if (!isWindows) fs.chmodSync(path, mode);
  },
  removeFile: (path) => patiently(() => fs.unlinkSync(path)),
  removeDirectory: (path) => patiently(() => fs.rmdirSync(path)),
  syncFile: (path) => sync(path),
  syncDirectory(path) {
    if (!isWindows) sync(path);
  },
  defaultModes() {
    const mask = process.umask();
    return { file: 0o666 & ~mask, directory: 0o777 & ~mask };
  },
};

function kindOf(stats: fs.Stats): FileInfo["kind"] {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "directory";
  return stats.isSymbolicLink() ? "link" : "other";
}

function sync(path: string): void {
  // Windows flushes only what is open for writing; elsewhere a read-only file can be flushed too.
  const file = fs.openSync(path, isWindows ? "r+" : "r");
  try {
    fs.fsyncSync(file);
  } catch (error) {
    // Some network and FUSE file systems have no fsync, for directories most of all.
    if (!["EINVAL", "ENOTSUP", "ENOSYS"].includes(codeOf(error) ?? "")) throw error;
  } finally {
    fs.closeSync(file);
  }
}

/** On Windows a virus scanner or an editor may hold a file open for a moment. */
function patiently(action: () => void): void {
  for (let attempt = 0; ; attempt++) {
    try {
      action();
      return;
    } catch (error) {
      const held = isWindows && ["EPERM", "EACCES", "EBUSY"].includes(codeOf(error) ?? "");
      if (!held || attempt === 8) throw error;
      pause(2 ** attempt);
    }
  }
}

/** The system's code of a failed call, such as `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** Whether a call failed because nothing is at its path. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
}

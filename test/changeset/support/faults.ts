import type { FileSystem } from "../../../src/changeset/filesystem.ts";
import { failure } from "./memory.ts";

/** Calls that change the disk or make it durable. */
const writes = [
  "createFile",
  "createDirectory",
  "rename",
  "chmod",
  "removeFile",
  "removeDirectory",
  "syncFile",
  "syncDirectory",
] as const satisfies readonly (keyof FileSystem)[];
type Write = (typeof writes)[number];

/** Calls that need space on the disk. */
const allocating: readonly Write[] = ["createFile", "createDirectory"];

/** The process is dead: nothing that it does from here on reaches the disk. */
export class Killed extends Error {}

/** A file system that counts writes and does something else in their place. */
export function interpose(
  fs: FileSystem,
  onWrite: (count: number, call: Write, args: readonly unknown[], act: () => void) => void,
): { fs: FileSystem; count: () => number } {
  let count = 0;
  const proxy = new Proxy(fs, {
    get(target, key) {
      const method = Reflect.get(target, key);
      if (typeof method !== "function") return method;
      const call = writes.find((name) => name === key);
      if (!call) return method.bind(target);
      return (...args: unknown[]) => {
        onWrite(++count, call, args, () => method.apply(target, args));
      };
    },
  });
  return { fs: proxy, count: () => count };
}

export function counted(fs: FileSystem): { fs: FileSystem; count: () => number } {
  return interpose(fs, (_count, _call, _args, act) => act());
}

export type Moment = "before" | "within" | "after";

/** Kills the process at its `n`th write: before it, in the middle of it, or after it. */
export function killedAt(fs: FileSystem, n: number, moment: Moment): FileSystem {
  return interpose(fs, (count, call, args, act) => {
    if (count > n) throw new Killed();
    if (count < n) return act();
    if (moment === "after") act();
    if (moment === "within" && call === "createFile") {
      const [path, content, mode] = args as Parameters<FileSystem["createFile"]>;
      fs.createFile(path, content.subarray(0, content.length >> 1), mode);
    }
    throw new Killed();
  }).fs;
}

/** Refuses the `n`th write, and only that one. */
export function refusedAt(fs: FileSystem, n: number, code: string): FileSystem {
  return interpose(fs, (count, call, args, act) => {
    if (count !== n) return act();
    throw failure(code, call, ...(args as [string, string]));
  }).fs;
}

/** A disk that is full from its `n`th write on; the first file that does not fit is cut off. */
export function fullFrom(fs: FileSystem, n: number): FileSystem {
  return interpose(fs, (count, call, args, act) => {
    if (count < n || !allocating.includes(call)) return act();
    const [path, content, mode] = args as Parameters<FileSystem["createFile"]>;
    if (call === "createFile" && content.length > 1) {
      fs.createFile(path, content.subarray(0, content.length >> 1), mode);
    }
    throw failure("ENOSPC", "write", path);
  }).fs;
}

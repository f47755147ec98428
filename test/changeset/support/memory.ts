import type { FileInfo, FileSystem } from "../../../src/changeset/filesystem.ts";
import { fold } from "../../../src/changeset/path.ts";

interface File {
  kind: "file";
  mode: number;
  content: Buffer;
  /** The content that a power cut would leave. */
  synced: Buffer;
}
interface Link {
  kind: "link";
  mode: number;
  target: string;
}
interface Directory {
  kind: "directory";
  mode: number;
  entries: Map<string, Entry>;
}
interface Entry {
  name: string;
  node: Node;
}
type Node = File | Link | Directory;

/**
 * A file system in memory that keeps the rules of a real one: exclusive creation, renames over
 * files and empty folders, links, modes, and what survives a power cut. Paths are POSIX paths.
 */
export class MemoryFileSystem implements FileSystem {
  #top: Directory = directory(0o755);
  /** Takes back, last first, what happened to names and modes since the disk was last synced. */
  #unsynced: (() => void)[] = [];
  readonly #ignoresCase: boolean;

  constructor(options: { readonly ignoresCase?: boolean } = {}) {
    this.#ignoresCase = options.ignoresCase ?? false;
  }

  /** Adds a file with its folders, already safe from a power cut. */
  addFile(path: string, content: string | Buffer, mode = 0o644): this {
    const bytes = Buffer.from(content);
    return this.#add(path, { kind: "file", mode, content: bytes, synced: bytes });
  }

  addDirectory(path: string, mode = 0o755): this {
    return this.#add(path, directory(mode));
  }

  addLink(path: string, target: string): this {
    return this.#add(path, { kind: "link", mode: 0o777, target });
  }

  /** Everything below a path in the form of `readTree`. */
  snapshot(root: string, without?: string): Record<string, string> {
    const found: Record<string, string> = {};
    const visit = (path: string, node: Node) => {
      const mode = node.mode.toString(8);
      if (node.kind === "file") found[path] = `file ${mode} ${node.content.toString("latin1")}`;
      if (node.kind === "link") found[path] = `link to ${node.target}`;
      if (node.kind !== "directory") return;
      found[path] = `directory ${mode}`;
      for (const { name, node: child } of [...node.entries.values()].sort(byName)) {
        if (name !== without) visit(path === "" ? name : `${path}/${name}`, child);
      }
    };
    const node = this.#find(root, true);
    if (node) visit("", node);
    return found;
  }

  /** A copy that shares nothing with this one, all of it synced. */
  clone(): MemoryFileSystem {
    const copy = new MemoryFileSystem({ ignoresCase: this.#ignoresCase });
    const copies = new Map<Node, Node>();
    copy.#top = cloneNode(this.#top, copies) as Directory;
    return copy;
  }

  /**
   * Loses the contents that were not synced. Names and modes are journalled by a real disk, in
   * order: those that changed since the last sync are all lost or all kept.
   */
  cutPower(names: "lost" | "kept"): void {
    if (names === "lost") for (const takeBack of this.#unsynced.reverse()) takeBack();
    this.#unsynced = [];
    const visit = (node: Node) => {
      if (node.kind === "file") node.content = node.synced;
      if (node.kind === "directory") for (const entry of node.entries.values()) visit(entry.node);
    };
    visit(this.#top);
  }

  info(path: string): FileInfo | undefined {
    const node = this.#find(path, false);
    return node && { kind: node.kind, mode: node.mode };
  }

  realPath(path: string): string | undefined {
    return this.#resolve(path, true)?.path;
  }

  list(path: string): string[] {
    return [...this.#directory(path, "scandir").entries.values()].map(({ name }) => name);
  }

  readFile(path: string): Buffer {
    const node = this.#get(path, "open");
    if (node.kind !== "file") throw failure("EISDIR", "read", path);
    return Buffer.from(node.content);
  }

  createFile(path: string, content: Buffer, mode: number): void {
    const node: File = {
      kind: "file",
      mode,
      content: Buffer.from(content),
      synced: Buffer.alloc(0),
    };
    this.#insert(path, node, "open");
  }

  createDirectory(path: string, mode: number): void {
    this.#insert(path, directory(mode), "mkdir");
  }

  rename(from: string, to: string): void {
    const node = this.#find(from, false);
    if (!node) throw failure("ENOENT", "rename", from, to);
    const present = this.#find(to, false);
    if (present === node) {
      this.#detach(from);
      this.#attach(to, node, "rename");
      return;
    }
    if (node.kind === "directory" && present) {
      if (present.kind !== "directory") throw failure("ENOTDIR", "rename", from, to);
      if (present.entries.size > 0) throw failure("ENOTEMPTY", "rename", from, to);
    }
    if (node.kind !== "directory" && present?.kind === "directory") {
      throw failure("EISDIR", "rename", from, to);
    }
    const name = this.#parent(to, "rename");
    if (!name) throw failure("ENOENT", "rename", from, to);
    if (present) this.#detach(to);
    this.#detach(from);
    this.#attach(to, node, "rename");
  }

  chmod(path: string, mode: number): void {
    const node = this.#get(path, "chmod");
    const old = node.mode;
    this.#unsynced.push(() => {
      node.mode = old;
    });
    node.mode = mode;
  }

  removeFile(path: string): void {
    const node = this.#find(path, false);
    if (!node) throw failure("ENOENT", "unlink", path);
    if (node.kind === "directory") throw failure("EISDIR", "unlink", path);
    this.#detach(path);
  }

  removeDirectory(path: string): void {
    const node = this.#find(path, false);
    if (!node) throw failure("ENOENT", "rmdir", path);
    if (node.kind !== "directory") throw failure("ENOTDIR", "rmdir", path);
    if (node.entries.size > 0) throw failure("ENOTEMPTY", "rmdir", path);
    this.#detach(path);
  }

  syncFile(path: string): void {
    const node = this.#get(path, "open");
    if (node.kind === "file") node.synced = node.content;
    this.#unsynced = [];
  }

  syncDirectory(path: string): void {
    this.#directory(path, "open");
    this.#unsynced = [];
  }

  defaultModes() {
    return { file: 0o644, directory: 0o755 };
  }

  #key(name: string): string {
    return this.#ignoresCase ? fold(name) : name;
  }

  #add(path: string, node: Node): this {
    const names = path.split("/").filter(Boolean);
    let folder = this.#top;
    for (const name of names.slice(0, -1)) {
      let next = folder.entries.get(this.#key(name))?.node;
      if (!next) {
        next = directory(0o755);
        folder.entries.set(this.#key(name), { name, node: next });
      }
      if (next.kind !== "directory") throw new Error(`${path} lies in a file`);
      folder = next;
    }
    const name = names.at(-1) ?? "";
    const present = folder.entries.get(this.#key(name));
    if (present?.node.kind === "directory" && node.kind === "directory") return this;
    folder.entries.set(this.#key(name), { name, node });
    return this;
  }

  /** Follows links; the path that comes out has the names as the disk has them. */
  #resolve(path: string, followLast: boolean, depth = 0): { path: string; node: Node } | undefined {
    let node: Node = this.#top;
    let at = "";
    const names = path.split("/").filter(Boolean);
    for (const [index, name] of names.entries()) {
      if (node.kind !== "directory") return undefined;
      const entry: Entry | undefined = node.entries.get(this.#key(name));
      if (!entry) return undefined;
      const isLast = index === names.length - 1;
      if (entry.node.kind === "link" && (followLast || !isLast)) {
        if (depth > 20) throw failure("ELOOP", "lstat", path);
        const target = absolute(at, entry.node.target);
        const rest = names.slice(index + 1);
        return this.#resolve([target, ...rest].join("/"), followLast, depth + 1);
      }
      node = entry.node;
      at = `${at}/${entry.name}`;
    }
    return { path: at === "" ? "/" : at, node };
  }

  #find(path: string, follow: boolean): Node | undefined {
    return this.#resolve(path, follow)?.node;
  }

  #get(path: string, call: string): Node {
    const node = this.#find(path, true);
    if (!node) throw failure("ENOENT", call, path);
    return node;
  }

  #directory(path: string, call: string): Directory {
    const node = this.#get(path, call);
    if (node.kind !== "directory") throw failure("ENOTDIR", call, path);
    return node;
  }

  #parent(path: string, call: string): Directory {
    return this.#directory(path.slice(0, path.lastIndexOf("/")) || "/", call);
  }

  #insert(path: string, node: Node, call: string): void {
    if (this.#find(path, false)) throw failure("EEXIST", call, path);
    this.#attach(path, node, call);
  }

  #attach(path: string, node: Node, call: string): void {
    const name = path.slice(path.lastIndexOf("/") + 1);
    this.#setEntry(this.#parent(path, call), name, { name, node });
  }

  #detach(path: string): void {
    const name = path.slice(path.lastIndexOf("/") + 1);
    this.#setEntry(this.#parent(path, "rename"), name, undefined);
  }

  #setEntry({ entries }: Directory, name: string, entry: Entry | undefined): void {
    const key = this.#key(name);
    const old = entries.get(key);
    const set = (value: Entry | undefined) => {
      if (value) entries.set(key, value);
      else entries.delete(key);
    };
    this.#unsynced.push(() => set(old));
    set(entry);
  }
}

function directory(mode: number): Directory {
  return { kind: "directory", mode, entries: new Map() };
}

function cloneNode(node: Node, copies: Map<Node, Node>): Node {
  const known = copies.get(node);
  if (known) return known;
  const copy = { ...node } as Node;
  copies.set(node, copy);
  if (copy.kind === "file") copy.synced = copy.content;
  if (copy.kind === "directory") {
    copy.entries = new Map(
      [...copy.entries].map(([key, e]) => [key, { ...e, node: cloneNode(e.node, copies) }]),
    );
  }
  return copy;
}

function absolute(folder: string, target: string): string {
  const names: string[] = target.startsWith("/") ? [] : folder.split("/").filter(Boolean);
  for (const name of target.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return `/${names.join("/")}`;
}

function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : 1;
}

/** An error as Node makes it for a failed system call. */
export function failure(code: string, syscall: string, path: string, dest?: string): Error {
  const target = dest === undefined ? "" : ` -> '${dest}'`;
  const message = `${code}: failed, ${syscall} '${path}'${target}`;
  return Object.assign(new Error(message), { code, syscall, path, ...(dest && { dest }) });
}

import { type Change, ChangeSetError } from "./change.ts";

/** What a change set needs of the tree that it changes: the bytes of a file, or nothing. */
export interface BaseTree {
  /** Bytes of the file at `path` (relative, `/`), or `undefined` where there is no file. */
  read(path: string): Buffer | undefined;
}

/** A tree without files: the base of a project that is made from nothing. */
export const emptyTree: BaseTree = { read: () => undefined };

/** Where a file stood before the change set, and what it holds now. `after` undefined: deleted. */
interface Entry {
  readonly origin?: string;
  readonly before?: Buffer;
  readonly after?: Buffer;
  readonly mode?: number;
}

/**
 * A virtual file map: every command computes one, and nothing is written until it is applied.
 * Reads see earlier writes, so steps compose; writing a file twice leaves one change.
 */
export class ChangeSet {
  readonly #base: BaseTree;
  readonly #entries = new Map<string, Entry>();

  constructor(base: BaseTree = emptyTree) {
    this.#base = base;
  }

  /** Bytes of `path` as they will be after the change set, or `undefined` where no file will be. */
  read(path: string): Buffer | undefined {
    const normal = normalise(path);
    const entry = this.#entries.get(normal);
    return entry ? entry.after : this.#base.read(normal);
  }

  /** Text of `path` as UTF-8, see {@link read}. */
  readText(path: string): string | undefined {
    return this.read(path)?.toString("utf8");
  }

  /**
   * Adds a file.
   * @param mode permission bits of the new file; the process's default where not given
   * @throws ChangeSetError when a file is there already
   */
  create(path: string, content: string | Buffer, options: { mode?: number } = {}): this {
    const normal = normalise(path);
    if (this.read(normal) !== undefined) throw new ChangeSetError(`${normal} exists already.`);
    const earlier = this.#entries.get(normal);
    this.#entries.set(normal, { ...earlier, after: bytes(content), ...options });
    return this;
  }

  /**
   * Replaces the content of a file that is there.
   * @throws ChangeSetError when there is none
   */
  edit(path: string, content: string | Buffer): this {
    const normal = normalise(path);
    const current = this.#current(normal);
    this.#entries.set(normal, { ...current, after: bytes(content) });
    return this;
  }

  /** Creates the file, or replaces its content where it is there. */
  write(path: string, content: string | Buffer): this {
    return this.read(path) === undefined ? this.create(path, content) : this.edit(path, content);
  }

  /**
   * Moves a file, with new content where it is given.
   * @throws ChangeSetError when there is no file at `from`, or one at `to`
   */
  move(from: string, to: string, content?: string | Buffer): this {
    const source = normalise(from);
    const target = normalise(to);
    const current = this.#current(source);
    if (this.read(target) !== undefined) throw new ChangeSetError(`${target} exists already.`);
    const origin = current.before === undefined ? undefined : (current.origin ?? source);
    this.delete(source);
    const earlier = this.#entries.get(target);
    const after = content === undefined ? current.after : bytes(content);
    if (earlier?.before !== undefined || origin === undefined) {
      this.#entries.set(target, { ...earlier, after });
    } else {
      this.#entries.set(target, { origin, before: current.before, after });
    }
    return this;
  }

  /**
   * Deletes a file.
   * @throws ChangeSetError when there is none
   */
  delete(path: string): this {
    const normal = normalise(path);
    const current = this.#current(normal);
    const onDisk = this.#base.read(normal);
    if (onDisk === undefined) this.#entries.delete(normal);
    else this.#entries.set(normal, { before: onDisk });
    void current;
    return this;
  }

  /** Every change, in the order of its path; files that end as they began are left out. */
  changes(): Change[] {
    const moved = new Set<string>();
    for (const entry of this.#entries.values()) if (entry.origin) moved.add(entry.origin);
    const changes: Change[] = [];
    for (const [path, { origin, before, after, mode }] of this.#entries) {
      if (after === undefined) {
        if (before !== undefined && !moved.has(path))
          changes.push({ kind: "delete", path, before });
      } else if (before === undefined) {
        changes.push({ kind: "create", path, after, ...(mode === undefined ? {} : { mode }) });
      } else if (origin !== undefined && origin !== path) {
        changes.push({ kind: "move", path, from: origin, before, after });
      } else if (!before.equals(after)) {
        changes.push({ kind: "edit", path, before, after });
      }
    }
    return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Whether applying it would change nothing. */
  get isEmpty(): boolean {
    return this.changes().length === 0;
  }

  #current(path: string): Entry & { readonly after: Buffer } {
    const entry = this.#entries.get(path);
    if (entry?.after !== undefined) return { ...entry, after: entry.after };
    const before = entry ? undefined : this.#base.read(path);
    if (before === undefined) throw new ChangeSetError(`There is no file ${path}.`);
    return { before, after: before };
  }
}

function bytes(content: string | Buffer): Buffer {
  return typeof content === "string" ? Buffer.from(content, "utf8") : content;
}

/** @throws ChangeSetError for a path that would leave the root, so that no command can. */
function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." || part.includes("\0"))
      throw new ChangeSetError(`${path} leaves the project.`);
    parts.push(part);
  }
  if (path.startsWith("/") || parts.length === 0) {
    throw new ChangeSetError(`${path} is not a path inside the project.`);
  }
  return parts.join("/");
}

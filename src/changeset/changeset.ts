import { type Change, ChangeSetError } from "./change.ts";
import { ancestors, normalise, writable } from "./path.ts";

/** What a change set needs of the tree that it changes. */
export interface BaseTree {
  /** Bytes of the file at `path` (relative, `/`), or `undefined` where there is no file. */
  read(path: string): Buffer | undefined;
  /** Permission bits of that file, where the tree knows them. */
  mode?(path: string): number | undefined;
}

/** A tree without files: the base of a project that is made from nothing. */
export const emptyTree: BaseTree = { read: () => undefined };

export interface FileOptions {
  /** Permission bits, such as `0o600`; the file's own or the process's default where not given. */
  readonly mode?: number;
}

/** A file of the base as it was when it was first asked for. */
interface Seen {
  readonly content: Buffer;
  readonly mode: number | undefined;
}

/** A file at the place that the change set has given it. */
interface Placed extends FileOptions {
  readonly content: Buffer;
  /** Where the file stands in the base tree; new files have none. */
  readonly origin?: string;
}

/**
 * A virtual file map: every command computes one, and nothing is written until it is applied.
 * Reads see earlier writes, so steps compose, and only the outcome counts: writing a file twice
 * leaves one change, a chain of moves leaves one move, and a file that ends as it began leaves none.
 *
 * A file is read from the base once: what a command has seen is what `apply` will insist on.
 */
export class ChangeSet {
  readonly #base: BaseTree;
  readonly #seen = new Map<string, Seen | undefined>();
  readonly #placed = new Map<string, Placed>();
  /** Paths of the base whose file was moved or deleted. */
  readonly #vacated = new Set<string>();

  constructor(base: BaseTree = emptyTree) {
    this.#base = base;
  }

  /** Bytes of `path` as they will be after the change set, or `undefined` where no file will be. */
  read(path: string): Buffer | undefined {
    return this.#find(normalise(path))?.content;
  }

  /** Text of `path` as UTF-8, see {@link read}. */
  readText(path: string): string | undefined {
    return this.read(path)?.toString("utf8");
  }

  /**
   * Adds a file.
   * @throws ChangeSetError when a file is there already, or where one of its folders should be
   */
  create(path: string, content: string | Buffer, options: FileOptions = {}): this {
    const target = this.#free(path);
    this.#placed.set(target, { content: bytes(content), ...modeIn(options) });
    return this;
  }

  /**
   * Replaces the content of a file that is there.
   * @throws ChangeSetError when there is none
   */
  edit(path: string, content: string | Buffer, options: FileOptions = {}): this {
    const target = writable(path);
    this.#placed.set(target, { ...this.#get(target), content: bytes(content), ...modeIn(options) });
    return this;
  }

  /** Creates the file, or replaces its content where it is there. */
  write(path: string, content: string | Buffer, options: FileOptions = {}): this {
    return this.read(path) === undefined
      ? this.create(path, content, options)
      : this.edit(path, content, options);
  }

  /**
   * Moves a file, with new content where it is given. Its permission bits go with it.
   * @throws ChangeSetError when there is no file at `from`, or one at `to`
   */
  move(from: string, to: string, content?: string | Buffer): this {
    const source = writable(from);
    const file = this.#get(source);
    this.#vacate(source);
    const moved = content === undefined ? file : { ...file, content: bytes(content) };
    try {
      this.#placed.set(this.#free(to), moved);
    } catch (error) {
      this.#placed.set(source, file);
      throw error;
    }
    return this;
  }

  /**
   * Deletes a file.
   * @throws ChangeSetError when there is none
   */
  delete(path: string): this {
    const target = writable(path);
    this.#get(target);
    this.#vacate(target);
    return this;
  }

  /** Every change, in the order of its path; files that end as they began are left out. */
  changes(): Change[] {
    const moves = this.#moves();
    const left = new Set([...moves].map(([, origin]) => origin));
    const changes: Change[] = [];
    for (const [path, file] of this.#placed) {
      const from = moves.get(path);
      const change = from === undefined ? this.#rewrite(path, file, left) : this.#move(path, from);
      if (change) changes.push(change);
    }
    for (const path of this.#vacated) {
      const before = this.#original(path)?.content;
      if (before === undefined || left.has(path) || this.#placed.has(path)) continue;
      changes.push({ kind: "delete", path, before, ...this.#oldMode(path) });
    }
    return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Whether applying it would change nothing. */
  get isEmpty(): boolean {
    return this.changes().length === 0;
  }

  /**
   * Moves by target. A file that came to the place of another one, which is itself deleted, is
   * no move but an edit of that place: so that each path has one change. This can make the next
   * file of a chain an edit too; two files that swap places remain two moves.
   */
  #moves(): Map<string, string> {
    const moves = new Map<string, string>();
    for (const [path, { origin }] of this.#placed) {
      if (origin !== undefined && origin !== path) moves.set(path, origin);
    }
    for (let settled = false; !settled; ) {
      settled = true;
      const left = new Set(moves.values());
      for (const path of moves.keys()) {
        if (left.has(path) || this.#original(path) === undefined) continue;
        moves.delete(path);
        settled = false;
      }
    }
    return moves;
  }

  #move(path: string, from: string): Change | undefined {
    const file = this.#placed.get(path);
    const original = this.#original(from);
    if (!file || !original) return undefined;
    return {
      kind: "move",
      path,
      from,
      before: original.content,
      after: file.content,
      ...this.#oldMode(from),
      ...(file.mode === undefined ? {} : { mode: file.mode }),
    };
  }

  /** The change of a file that is no move: new bytes for a path, whether it had a file or not. */
  #rewrite(path: string, file: Placed, left: ReadonlySet<string>): Change | undefined {
    const { content: after, origin } = file;
    const before = left.has(path) ? undefined : this.#original(path)?.content;
    const isMoved = origin !== undefined && origin !== path;
    const mode = file.mode ?? (isMoved ? this.#original(origin)?.mode : undefined);
    const wanted = mode === undefined ? {} : { mode };
    if (before === undefined) return { kind: "create", path, after, ...wanted };
    const known = this.#oldMode(path);
    const sameMode = mode === undefined || mode === known.oldMode;
    if (before.equals(after) && sameMode) return undefined;
    return { kind: "edit", path, before, after, ...known, ...(sameMode ? {} : wanted) };
  }

  #oldMode(path: string): { oldMode?: number } {
    const oldMode = this.#original(path)?.mode;
    return oldMode === undefined ? {} : { oldMode };
  }

  #find(path: string): Placed | undefined {
    const placed = this.#placed.get(path);
    if (placed || this.#vacated.has(path)) return placed;
    const original = this.#original(path);
    return original && { content: original.content, origin: path };
  }

  #get(path: string): Placed {
    const file = this.#find(path);
    if (!file) throw new ChangeSetError(`There is no file ${path}.`, "invalid", [path]);
    return file;
  }

  #vacate(path: string): void {
    this.#placed.delete(path);
    if (this.#original(path) !== undefined) this.#vacated.add(path);
  }

  /** The path's normal form, when a file can be put there. */
  #free(path: string): string {
    const target = writable(path);
    if (this.#find(target)) {
      throw new ChangeSetError(`${target} exists already.`, "invalid", [target]);
    }
    const file = ancestors(target).find((folder) => this.#find(folder));
    if (file !== undefined) {
      const message = `${target} cannot be made: ${file} is a file, not a folder.`;
      throw new ChangeSetError(message, "invalid", [target]);
    }
    for (const other of this.#placed.keys()) {
      if (!other.startsWith(`${target}/`)) continue;
      const message = `${target} cannot be a file: it is the folder of ${other}.`;
      throw new ChangeSetError(message, "invalid", [target]);
    }
    return target;
  }

  #original(path: string): Seen | undefined {
    if (!this.#seen.has(path)) {
      const content = this.#base.read(path);
      this.#seen.set(path, content && { content, mode: this.#base.mode?.(path) });
    }
    return this.#seen.get(path);
  }
}

function modeIn({ mode }: FileOptions): FileOptions {
  return mode === undefined ? {} : { mode };
}

function bytes(content: string | Buffer): Buffer {
  return typeof content === "string" ? Buffer.from(content, "utf8") : content;
}

import fc from "fast-check";
import { ChangeSetError } from "../../../src/changeset/change.ts";
import { type BaseTree, ChangeSet } from "../../../src/changeset/changeset.ts";
import { ancestors } from "../../../src/changeset/path.ts";

export type Item =
  | {
      readonly kind: "file";
      readonly path: string;
      readonly content: Buffer;
      readonly mode: number;
    }
  | { readonly kind: "directory"; readonly path: string; readonly mode: number }
  | { readonly kind: "link"; readonly path: string; readonly target: string };

export interface Operation {
  readonly call: "create" | "edit" | "write" | "move" | "delete";
  readonly path: string;
  readonly to: string;
  readonly content: Buffer;
  readonly mode: number | undefined;
}

/** A directory, and what a command does to it. */
export interface Scenario {
  readonly items: readonly Item[];
  readonly operations: readonly Operation[];
}

const name = fc.constantFrom("a", "b", "c d", "é.ts", "[id]", "page.tsx");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
const fileMode = fc.constantFrom(0o644, 0o755, 0o600, 0o444, 0o640);
const content = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom("", "one\r\ntwo\r\n", "\uFEFFbom\n", "no end of line", "a\rb\n")
    .map((text) => Buffer.from(text)),
);

const item: fc.Arbitrary<Item> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("file"), path, content, mode: fileMode }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("directory"),
      path,
      mode: fc.constantFrom(0o755, 0o700, 0o775),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("link"),
      path: fc.oneof(
        path.map((folder) => `${folder}/link`),
        fc.constant("link"),
      ),
      target: fc.constantFrom("a", "../b", "/etc/hostname", "nowhere", "."),
    }),
  },
);

/** An operation, and which of the files that are there it is about, if it is about one. */
const operation: fc.Arbitrary<Operation & { readonly about: number | undefined }> = fc.record({
  about: fc.option(fc.nat(11), { nil: undefined, freq: 3 }),
  call: fc.constantFrom("create", "edit", "write", "move", "move", "delete"),
  path,
  to: path,
  content,
  mode: fc.option(fileMode, { nil: undefined, freq: 3 }),
});

/** Scenarios whose items do not contradict each other. Operations may: a change set refuses those. */
export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    items: fc.array(item, { maxLength: 12 }),
    operations: fc.array(operation, { minLength: 1, maxLength: 10 }),
  })
  .map(({ items, operations }) => {
    const kept = consistent(items);
    const files = kept.filter(({ kind }) => kind === "file");
    const aim = ({ about = -1, ...rest }: Operation & { about: number | undefined }) => {
      const path = files[about % files.length]?.path ?? rest.path;
      return { ...rest, path };
    };
    return { items: kept, operations: operations.map(aim) };
  });

function consistent(items: readonly Item[]): Item[] {
  const kept = new Map<string, Item>();
  for (const item of items) {
    const isBelowFile = ancestors(item.path).some((folder) => {
      const above = kept.get(folder);
      return above !== undefined && above.kind !== "directory";
    });
    const isFolder = [...kept.keys()].some((other) => other.startsWith(`${item.path}/`));
    if (!kept.has(item.path) && !isBelowFile && !isFolder) kept.set(item.path, item);
  }
  return [...kept.values()];
}

/** A file as the oracle expects it; a mode of `undefined` is either the old or the default one. */
interface Expected {
  readonly content: Buffer;
  readonly mode: number | undefined;
}

/** What the operations come to, worked out file by file without any change set. */
export class Oracle {
  readonly files = new Map<string, Expected>();
  readonly #items: readonly Item[];

  constructor(items: readonly Item[]) {
    this.#items = items;
    for (const item of items) if (item.kind === "file") this.files.set(item.path, item);
  }

  run({ call, path, to, content, mode }: Operation): void {
    const file = this.files.get(path);
    if (call === "delete" || call === "move") this.files.delete(path);
    if (call === "move" && file) this.files.set(to, { ...file, content });
    if (call === "create" || call === "edit" || call === "write") {
      this.files.set(path, { content, mode: mode ?? file?.mode });
    }
  }

  /** Folders that there are in the end; a folder goes when its last file is taken out of it. */
  folders(): Set<string> {
    const expected = new Set([...this.files.keys()].flatMap(ancestors));
    for (const item of this.#items) {
      const staying = item.kind === "directory" ? [item.path] : [];
      const isKept = item.kind !== "file" || this.files.has(item.path);
      if (isKept) for (const folder of [...staying, ...ancestors(item.path)]) expected.add(folder);
    }
    // A folder that was listed by itself may still have lost its last file.
    for (const item of [...this.#items].sort((a, b) => b.path.length - a.path.length)) {
      if (item.kind !== "directory" || this.#hasContent(item.path, expected)) continue;
      if (
        this.#items.some((other) => other.kind === "file" && other.path.startsWith(`${item.path}/`))
      ) {
        expected.delete(item.path);
      }
    }
    for (const folder of [...expected].sort((a, b) => b.length - a.length)) {
      const isListed = this.#items.some(({ path }) => path === folder);
      if (!isListed && !this.#hasContent(folder, expected)) expected.delete(folder);
    }
    return expected;
  }

  /** Whether a file has to be where a folder has to be. */
  get isContradictory(): boolean {
    const folders = this.folders();
    const links = this.#items.filter(({ kind }) => kind === "link").map((link) => link.path);
    return [...this.files.keys()].some((file) => folders.has(file) || links.includes(file));
  }

  #hasContent(folder: string, folders: ReadonlySet<string>): boolean {
    const isWithin = (path: string) => path.startsWith(`${folder}/`);
    return (
      [...this.files.keys()].some(isWithin) ||
      [...folders].some(isWithin) ||
      this.#items.some((item) => item.kind === "link" && isWithin(item.path))
    );
  }
}

/** Runs the operations; those that the change set refuses leave no trace, here as there. */
export function compose(
  base: BaseTree,
  scenario: Scenario,
): { changes: ChangeSet; oracle: Oracle } {
  const changes = new ChangeSet(base);
  const oracle = new Oracle(scenario.items);
  for (const operation of scenario.operations) {
    if (perform(changes, operation)) oracle.run(operation);
  }
  return { changes, oracle };
}

function perform(changes: ChangeSet, { call, path, to, content, mode }: Operation): boolean {
  const options = mode === undefined ? {} : { mode };
  try {
    if (call === "move") changes.move(path, to, content);
    else if (call === "delete") changes.delete(path);
    else changes[call](path, content, options);
    return true;
  } catch (error) {
    if (error instanceof ChangeSetError) return false;
    throw error;
  }
}

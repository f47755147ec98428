import { base } from "./base.ts";
import type { EnvVariable, ExtraEntry, Layer, Limit, ResolvedStack, StoreEntry } from "./types.ts";
import { type PackageName, packageOf, versions } from "./versions.ts";

/** A folder of templates/, and whether it may replace files of the folders before it. */
export interface LayerFolder {
  /** Relative to templates/, e.g. `auth/server-session/on-app`. Not every one has to exist. */
  readonly path: string;
  readonly overrides: readonly string[];
  /** Paths in it that another layer replaces or does without; a `*` stands for one name. */
  readonly without?: readonly string[];
}

/** Parts of every project: its own tests, and generators for what it grows by. */
const everywhere = ["self-test", "generators"];

/**
 * The folders that a stack is rendered from, in order: later sections and keys come after. Every
 * part and every auth library may have a folder for all stacks (`shared`), for one router
 * (`on-app`), for one kind of store (`with-server`), for both together (`with-server-on-app`), for
 * the stores that are built on a part (`over-postgres`), and for a single store (`with-sqlite`). What
 * an extra is made of may also have folders for one auth library (`for-authjs`, `for-authjs-on-app`)
 * and for where accounts are kept (`accounts-in-sqlite`).
 */
export function layerFolders(stack: ResolvedStack): LayerFolder[] {
  const { auth, router, store, extras } = stack;
  const ofAuth = [...(auth.parts ?? []), ...(auth.partsWith?.[store.kind] ?? [])];
  const parts = [...new Set([...ofAuth, ...(store.parts ?? []), ...everywhere])];
  const plain = [
    "base",
    `router/${router.id}`,
    ...parts.flatMap((id) => variants(`part/${id}`, stack)),
  ];
  const own = [...(auth.ownParts ?? []).map((id) => `part/${id}`), `auth/${auth.id}`];
  const onTop = extras.flatMap(({ overrides = [] }) => overrides);
  const without = [...(auth.overrides ?? []), ...onTop];
  return [
    ...plain.map((path) => ({ path, overrides: [], without })),
    ...own
      .flatMap((id) => variants(id, stack))
      .map((path) => ({ path, overrides: [], without: onTop })),
    { path: `store/${store.id}`, overrides: [], without },
    ...extras.flatMap((extra) =>
      foldersOf(extra, stack).map((path) => ({ path, overrides: [] as string[] })),
    ),
  ];
}

function foldersOf({ id, hasVariants, partsFor }: ExtraEntry, stack: ResolvedStack): string[] {
  const { auth, router, store } = stack;
  if (!hasVariants) return [`extras/${id}`];
  const parts = (partsFor?.[auth.id] ?? []).map((part) => `part/${part}`);
  return [...parts, `extras/${id}`].flatMap((folder) => [
    ...variants(folder, stack),
    `${folder}/for-${auth.id}`,
    `${folder}/for-${auth.id}-on-${router.id}`,
    `${folder}/accounts-in-${accountsOf(store)}`,
  ]);
}

/** Id of the store whose database the accounts of a store are in: mostly its own. */
export function accountsOf({ id, accountsIn }: StoreEntry): string {
  return accountsIn ?? id;
}

function variants(folder: string, { router, store }: ResolvedStack): string[] {
  const kind = `with-${store.kind}`;
  const over = (store.parts ?? []).map((part) => `over-${part}`);
  const names = ["shared", `on-${router.id}`, kind, `${kind}-on-${router.id}`];
  names.push(...over, `with-${store.id}`);
  return [...new Set(names)].map((name) => `${folder}/${name}`);
}

/** The catalogue's entries of a stack, in the order of {@link layerFolders}. */
export function layersOf({ auth, router, store, extras }: ResolvedStack): Layer[] {
  return [base, router, auth, store, ...extras];
}

/** The catalogue's names of the packages that a stack depends on: `pg`, `next-auth@5`. */
export function packagesOf(stack: ResolvedStack): PackageName[] {
  const dropped = droppedBy(stack);
  return layersOf(stack)
    .flatMap(({ dependencies = [], devDependencies = [] }) => [...dependencies, ...devDependencies])
    .filter((name) => !dropped.has(name));
}

/** What the stack's package.json depends on, with exact versions, sorted by name. */
export function dependenciesOf(stack: ResolvedStack): {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
} {
  const layers = layersOf(stack);
  const dropped = droppedBy(stack);
  return {
    dependencies: pinned(layers, "dependencies", dropped),
    devDependencies: pinned(layers, "devDependencies", dropped),
  };
}

function droppedBy({ extras }: ResolvedStack): ReadonlySet<PackageName> {
  return new Set(extras.flatMap(({ dropped }) => dropped?.packages ?? []));
}

/** The environment variables that a stack reads, in the order of its layers. */
export function envOf(stack: ResolvedStack): EnvVariable[] {
  const dropped = stack.extras.flatMap((extra) => extra.dropped?.env ?? []);
  return layersOf(stack)
    .flatMap((layer) => layer.env ?? [])
    .filter(({ name }) => !dropped.includes(name));
}

/** The clauses that a stack does not keep, with the reason of each, by number. */
export function limitsOf(stack: ResolvedStack): Limit[] {
  return layersOf(stack)
    .flatMap((layer) => layer.limits)
    .sort((a, b) => a.clause - b.clause);
}

function pinned(
  layers: readonly Layer[],
  kind: "dependencies" | "devDependencies",
  dropped: ReadonlySet<PackageName>,
): Record<string, string> {
  const known = layers.flatMap((layer) => layer[kind] ?? []).filter((name) => !dropped.has(name));
  const pins = [
    ...known.map((name) => [packageOf(name), versions[name]] as const),
    ...layers.flatMap((layer) => Object.entries(layer.pinned?.[kind] ?? {})),
  ];
  return Object.fromEntries(pins.sort(([a], [b]) => (a < b ? -1 : 1)));
}

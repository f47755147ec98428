import { base } from "./base.ts";
import type { EnvVariable, Layer, Limit, ResolvedStack } from "./types.ts";
import { type PackageName, versions } from "./versions.ts";

/** A folder of templates/, and whether it may replace files of the folders before it. */
export interface LayerFolder {
  /** Relative to templates/, e.g. `auth/server-session/on-app`. Not every one has to exist. */
  readonly path: string;
  readonly overrides: readonly string[];
}

/** The folders that a stack is rendered from, in order: later sections and keys come after. */
export function layerFolders({ auth, router, store, extras }: ResolvedStack): LayerFolder[] {
  const plain = [
    "base",
    `router/${router.id}`,
    `auth/${auth.id}/shared`,
    `auth/${auth.id}/on-${router.id}`,
    `store/${store.id}`,
  ].map((path) => ({ path, overrides: [] }));
  const onTop = extras.map(({ id, overrides = [] }) => ({ path: `extras/${id}`, overrides }));
  return [...plain, ...onTop];
}

/** The catalogue's entries of a stack, in the order of {@link layerFolders}. */
export function layersOf({ auth, router, store, extras }: ResolvedStack): Layer[] {
  return [base, router, auth, store, ...extras];
}

/** What the stack's package.json depends on, with exact versions, sorted by name. */
export function dependenciesOf(stack: ResolvedStack): {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
} {
  const layers = layersOf(stack);
  return {
    dependencies: pinned(layers.flatMap((layer) => layer.dependencies ?? [])),
    devDependencies: pinned(layers.flatMap((layer) => layer.devDependencies ?? [])),
  };
}

/** The environment variables that a stack reads, in the order of its layers. */
export function envOf(stack: ResolvedStack): EnvVariable[] {
  return layersOf(stack).flatMap((layer) => layer.env ?? []);
}

/** The clauses that a stack does not keep, with the reason of each, by number. */
export function limitsOf(stack: ResolvedStack): Limit[] {
  return layersOf(stack)
    .flatMap((layer) => layer.limits)
    .sort((a, b) => a.clause - b.clause);
}

function pinned(names: readonly PackageName[]): Record<string, string> {
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, versions[name]]));
}

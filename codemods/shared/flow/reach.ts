import type { DeclarationGraph, Edge, Target } from "./graph.ts";
import type { Declaration } from "./module.ts";

/** A use of a package, in a declaration that is reached. */
export interface PackageUse {
  readonly specifier: string;
  /** The imported name; `*` for the whole of the package. */
  readonly name: string;
  readonly by: Declaration;
  readonly edge: Edge;
}

/** A place that uses a declaration. */
export interface UseOf {
  readonly by: Declaration;
  readonly edge: Edge;
}

/** Everything that one exported value of a page can run, at the grain of declarations. */
export interface Reach {
  /** What the export stands for, through re-exports and other names. */
  readonly roots: readonly Declaration[];
  readonly declarations: ReadonlySet<Declaration>;
  readonly packages: readonly PackageUse[];
  /** Who uses a declaration, among those reached. */
  readonly usesOf: ReadonlyMap<Declaration, readonly UseOf[]>;
  /** Files of the project that could not be read, with the place that leads there. */
  readonly unread: readonly (UseOf & { readonly file: string })[];
  /** Whether there is more than was followed. */
  readonly truncated: boolean;
}

/** More declarations than any page needs by its own; a page that has more is not judged. */
const MOST_DECLARATIONS = 5000;

/** Follows an export of a file to every declaration and package that it uses. */
export function reachOf(graph: DeclarationGraph, file: string, name: string): Reach {
  const declarations = new Set<Declaration>();
  const packages: PackageUse[] = [];
  const usesOf = new Map<Declaration, UseOf[]>();
  const unread: (UseOf & { file: string })[] = [];
  const targets: readonly Target[] = graph.exported(file, name);
  const roots = targets.flatMap((target) =>
    target.kind === "declaration" ? [target.declaration] : [],
  );
  const pending = [...roots];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (declarations.has(next)) continue;
    declarations.add(next);
    if (declarations.size > MOST_DECLARATIONS) break;
    for (const edge of graph.edges(next)) {
      const { target } = edge;
      if (target.kind === "package") {
        packages.push({ specifier: target.specifier, name: target.name, by: next, edge });
      } else if (target.kind === "unknown") {
        unread.push({ by: next, edge, file: target.file });
      } else {
        const uses = usesOf.get(target.declaration) ?? [];
        usesOf.set(target.declaration, uses);
        uses.push({ by: next, edge });
        pending.push(target.declaration);
      }
    }
  }
  const truncated = declarations.size > MOST_DECLARATIONS;
  return { roots, declarations, packages, usesOf, unread, truncated };
}

/** The way from the page to a declaration: the places that lead there, the page's own first. */
export function chainTo({ usesOf, roots }: Reach, target: Declaration): readonly UseOf[] {
  const seen = new Set([target]);
  let ways: { readonly at: Declaration; readonly way: readonly UseOf[] }[] = [
    { at: target, way: [] },
  ];
  while (ways.length > 0) {
    const found = ways.find(({ at }) => roots.includes(at));
    if (found) return found.way;
    ways = ways.flatMap(({ at, way }) =>
      (usesOf.get(at) ?? []).flatMap((use) => {
        if (seen.has(use.by)) return [];
        seen.add(use.by);
        return [{ at: use.by, way: [use, ...way] }];
      }),
    );
  }
  return [];
}

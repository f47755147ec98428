import { DeclarationGraph } from "../../../codemods/shared/flow/graph.ts";
import { type Reach, reachOf } from "../../../codemods/shared/flow/reach.ts";

/** A graph over files held in memory; `~/` is the root, everything else that is bare a package. */
export function graphOf(files: Readonly<Record<string, string>>): DeclarationGraph {
  const find = (path: string): string | undefined =>
    [path, `${path}.ts`, `${path}.tsx`, `${path}.js`, `${path}/index.ts`].find(
      (candidate) => files[candidate] !== undefined,
    );
  return new DeclarationGraph({
    text: (file) => files[file],
    resolve: (from, specifier) => {
      if (specifier.startsWith("~/")) return find(specifier.slice(2));
      if (!specifier.startsWith(".")) return undefined;
      return find(new URL(specifier, `file:///${from}`).pathname.slice(1));
    },
  });
}

/** What `getServerSideProps` of `pages/page.ts` reaches. */
export function reachOfPage(files: Readonly<Record<string, string>>): Reach {
  return reachOf(graphOf(files), "pages/page.ts", "getServerSideProps");
}

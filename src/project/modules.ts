import { type ModuleReference, moduleReferences } from "./imports.ts";
import { folderOf, joinPath } from "./paths.ts";
import type { ProjectTree } from "./tree.ts";
import type { PathAliases } from "./tsconfig.ts";

const EXTENSIONS = [".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".json"];

/** A reference that leads to a file of the project. */
export interface ModuleEdge extends ModuleReference {
  readonly target: string;
}

/**
 * Who imports whom among the project's files. Files are read when they are asked for, so that a
 * question about one page costs what that page reaches and no more.
 */
export class ModuleGraph {
  readonly #tree: ProjectTree;
  readonly #aliases: PathAliases;
  readonly #edges = new Map<string, readonly ModuleEdge[]>();
  readonly #references = new Map<string, readonly ModuleReference[]>();

  constructor(tree: ProjectTree, aliases: PathAliases) {
    this.#tree = tree;
    this.#aliases = aliases;
  }

  /** Every module that a file refers to, packages included. */
  references(file: string): readonly ModuleReference[] {
    let references = this.#references.get(file);
    if (!references) {
      const text = this.#tree.read(file)?.toString("utf8") ?? "";
      references = moduleReferences(text);
      this.#references.set(file, references);
    }
    return references;
  }

  /** The references that lead to files of the project. */
  edges(file: string): readonly ModuleEdge[] {
    let edges = this.#edges.get(file);
    if (!edges) {
      edges = this.references(file).flatMap((reference) => {
        const target = this.resolve(file, reference.specifier);
        return target === undefined ? [] : [{ ...reference, target }];
      });
      this.#edges.set(file, edges);
    }
    return edges;
  }

  /** The files that a file reaches at run time, itself included; type imports are not followed. */
  reach(file: string, seen = new Set<string>()): Set<string> {
    const pending = [file];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const edge of this.edges(next)) if (edge.kind !== "type") pending.push(edge.target);
    }
    return seen;
  }

  /** The file that a specifier means in a file, or undefined for packages and missing files. */
  resolve(from: string, specifier: string): string | undefined {
    if (specifier.startsWith(".")) {
      const path = joinPath(folderOf(from), specifier);
      return path === undefined ? undefined : this.#file(path);
    }
    for (const candidate of this.#aliased(specifier)) {
      const file = this.#file(candidate);
      if (file !== undefined) return file;
    }
    const { baseUrl } = this.#aliases;
    if (baseUrl === undefined || specifier.startsWith("/")) return undefined;
    const path = joinPath(baseUrl, specifier);
    return path === undefined ? undefined : this.#file(path);
  }

  #aliased(specifier: string): string[] {
    const exact = this.#aliases.paths.get(specifier);
    if (exact) return [...exact];
    let best: { readonly length: number; readonly paths: string[] } | undefined;
    for (const [pattern, targets] of this.#aliases.paths) {
      const [before = "", after] = pattern.split("*");
      if (after === undefined || specifier.length < before.length + after.length) continue;
      if (!specifier.startsWith(before) || !specifier.endsWith(after)) continue;
      if (best && best.length >= before.length) continue;
      const star = specifier.slice(before.length, specifier.length - after.length);
      best = { length: before.length, paths: targets.map((target) => target.replace("*", star)) };
    }
    return best?.paths ?? [];
  }

  #file(path: string): string | undefined {
    if (/\.\w+$/.test(path) && this.#tree.read(path)) return path;
    for (const extension of EXTENSIONS)
      if (this.#tree.read(path + extension)) return path + extension;
    // TypeScript lets `./a.js` mean ./a.ts
    const asTypeScript = path.replace(/\.([cm]?)js(x?)$/, ".$1ts$2");
    if (asTypeScript !== path && this.#tree.read(asTypeScript)) return asTypeScript;
    for (const extension of EXTENSIONS) {
      if (this.#tree.read(`${path}/index${extension}`)) return `${path}/index${extension}`;
    }
    return this.#tree.read(path) ? path : undefined;
  }
}

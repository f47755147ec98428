import type { ModuleReference } from "../../project/imports.ts";
import { folderOf, joinPath } from "../../project/paths.ts";
import type { Project } from "../../project/project.ts";
import type { Reason } from "../types.ts";

/** Packages known to need the Pages Router, for projects whose node_modules are not there. */
const PAGES_ONLY = new Set([
  "next-seo",
  "nextjs-progressbar",
  "nextjs-google-analytics",
  "next-usequerystate",
  "next-query-params",
  "next-redux-wrapper",
  "next-router-mock",
]);

/** Packages that name `next/router` and serve both routers nevertheless. */
const SERVE_BOTH = /^(next|react|react-dom|next-auth|@sentry\/nextjs|@clerk\/nextjs)$/;

/** Longer entries are read in part. */
const LONGEST_ENTRY = 500_000;

/** Looks whether packages use the router or the head of pages/ by themselves; each once. */
export class PackageChecks {
  readonly #project: Project;
  readonly #known = new Map<string, boolean>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** The packages among a file's references that need the Pages Router. */
  reasons(file: string, references: readonly ModuleReference[]): Reason[] {
    return references.flatMap(({ specifier, kind, offset }) => {
      if (kind === "type" || !/^(@[\w.-]+\/)?[\w.-]+/.test(specifier)) return [];
      if (!this.#needsPages(file, specifier)) return [];
      const message = `${specifier} uses next/router or next/head, which do nothing in app/.`;
      const line = (this.#project.text(file) ?? "").slice(0, offset).split("\n").length;
      return [{ code: "pages-only-package", message, file, line }];
    });
  }

  #needsPages(file: string, specifier: string): boolean {
    const [name = ""] = /^(?:@[^/]+\/)?[^/]+/.exec(specifier) ?? [];
    if (specifier.startsWith(".") || SERVE_BOTH.test(name)) return false;
    let needs = this.#known.get(specifier);
    if (needs === undefined) {
      const isOwn = this.#project.graph.resolve(file, specifier) !== undefined;
      needs = !isOwn && (this.#entryNeedsPages(name, specifier) ?? PAGES_ONLY.has(name));
      this.#known.set(specifier, needs);
    }
    return needs;
  }

  /** Undefined where the package is not there to be read. */
  #entryNeedsPages(name: string, specifier: string): boolean | undefined {
    const { tree, folder } = this.#project;
    for (let at: string | undefined = folder; at !== undefined; at = parentOf(at)) {
      const root = joinPath(at, `node_modules/${name}`) ?? `node_modules/${name}`;
      const manifest = tree.read(`${root}/package.json`)?.toString("utf8");
      if (manifest === undefined) continue;
      const below = specifier.slice(name.length + 1);
      return entriesOf(manifest, below).some((entry) => {
        const text = tree.read(joinPath(root, entry) ?? entry)?.toString("latin1") ?? "";
        return /["']next\/(?:router|head)(?:\.js)?["']/.test(text.slice(0, LONGEST_ENTRY));
      });
    }
    return undefined;
  }
}

function parentOf(folder: string): string | undefined {
  return folder === "" ? undefined : folderOf(folder);
}

/** Files that an import of the package, or of a path below it, may mean. */
function entriesOf(manifest: string, below: string): string[] {
  let json: { main?: unknown; module?: unknown; exports?: unknown };
  try {
    json = JSON.parse(manifest);
  } catch {
    return [];
  }
  if (below !== "") {
    const exported = textsIn((json.exports as Record<string, unknown> | undefined)?.[`./${below}`]);
    return [...exported, below, `${below}.js`, `${below}/index.js`];
  }
  const exported = (json.exports as Record<string, unknown> | undefined)?.["."] ?? json.exports;
  const named = [json.main, json.module].filter((entry) => typeof entry === "string");
  return [...textsIn(exported, 3), ...named, "index.js"];
}

/** Texts of nested conditions, `{ import: { default: "./a.js" } }`. */
function textsIn(value: unknown, depth = 3): string[] {
  if (typeof value === "string") return [value];
  if (depth === 0 || typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((part) => textsIn(part, depth - 1));
}

import { joinPath } from "./paths.ts";
import { sourceFiles } from "./source-files.ts";
import type { ProjectTree } from "./tree.ts";

/** A dynamic part of a route: `[id]` is one, `[...path]` is rest, `[[...path]]` is optional rest. */
export interface RouteParam {
  readonly name: string;
  readonly kind: "one" | "rest" | "optional-rest";
}

export interface Route {
  /** As Next writes it: `/posts/[id]`. */
  readonly pattern: string;
  readonly file: string;
  readonly router: "pages" | "app";
  readonly kind: "page" | "api";
  readonly params: readonly RouteParam[];
}

/** Files of pages/ that are no routes of their own: the shell and the error pages. */
const SPECIAL = new Set(["/_app", "/_document", "/_error", "/404", "/500"]);

/** The routes of the Pages Router in `pagesFolder`. */
export function pagesRoutes(
  tree: ProjectTree,
  pagesFolder: string,
  extensions: readonly string[],
): Route[] {
  const routes: Route[] = [];
  for (const file of sourceFiles(tree, pagesFolder)) {
    const bare = withoutPageExtension(file.slice(pagesFolder.length), extensions);
    if (bare === undefined || SPECIAL.has(bare)) continue;
    const pattern = bare.replace(/\/index$/, "") || "/";
    const kind = pattern === "/api" || pattern.startsWith("/api/") ? "api" : "page";
    routes.push({ pattern, file, router: "pages", kind, params: paramsOf(pattern) });
  }
  return routes;
}

/** The routes of the App Router in `appFolder`; groups and slots leave no trace in a pattern. */
export function appRoutes(
  tree: ProjectTree,
  appFolder: string,
  extensions: readonly string[],
): Route[] {
  const routes: Route[] = [];
  for (const file of sourceFiles(tree, appFolder)) {
    const bare = withoutPageExtension(file.slice(appFolder.length), extensions);
    const match = bare === undefined ? null : /^(.*)\/(page|route)$/.exec(bare);
    if (!match) continue;
    const segments = (match[1] ?? "").split("/").filter((part) => !/^(\(.*\)|@.*)$/.test(part));
    const pattern = segments.join("/") || "/";
    const kind = match[2] === "page" ? "page" : "api";
    routes.push({ pattern, file, router: "app", kind, params: paramsOf(pattern) });
  }
  return routes;
}

/** `_app`, `_document`, `404` … of a pages folder, by name. */
export function specialPage(
  tree: ProjectTree,
  pagesFolder: string,
  name: string,
  extensions: readonly string[],
): string | undefined {
  for (const extension of extensions) {
    for (const path of [`${name}.${extension}`, `${name}/index.${extension}`]) {
      const file = joinPath(pagesFolder, path) ?? path;
      if (tree.read(file)) return file;
    }
  }
  return undefined;
}

function withoutPageExtension(path: string, extensions: readonly string[]): string | undefined {
  const extension = extensions.find((candidate) => path.endsWith(`.${candidate}`));
  return extension === undefined || path.endsWith(".d.ts")
    ? undefined
    : path.slice(0, -extension.length - 1);
}

function paramsOf(pattern: string): RouteParam[] {
  const params: RouteParam[] = [];
  for (const segment of pattern.split("/")) {
    const match = /^(\[)?\[(\.\.\.)?([^\]]+)\]\]?$/.exec(segment);
    if (!match) continue;
    const kind = match[1] ? "optional-rest" : match[2] ? "rest" : "one";
    params.push({ name: match[3] ?? "", kind });
  }
  return params;
}

import { findNextApp } from "./find-app.ts";
import { ModuleGraph } from "./modules.ts";
import { type NextConfig, readNextConfig } from "./next-config.ts";
import { readPackageJson, type Version, versionOf } from "./package-json.ts";
import { joinPath } from "./paths.ts";
import { appRoutes, pagesRoutes, type Route } from "./routes.ts";
import { sourceFiles } from "./source-files.ts";
import type { ProjectTree } from "./tree.ts";
import { readPathAliases } from "./tsconfig.ts";

/** A Next.js application as it stands on disk. Every path is relative to the tree's root. */
export interface Project {
  readonly tree: ProjectTree;
  /** Folder of the application; `""` when it is the root itself. */
  readonly folder: string;
  /** The folder that `pages` and `app` stand in: the application's, or its `src`. */
  readonly sourceFolder: string;
  readonly pagesFolder?: string;
  /** Folder of the App Router, whether it exists already or not. */
  readonly appFolder: string;
  readonly nextVersion?: Version;
  readonly config: NextConfig;
  readonly routes: readonly Route[];
  /** Every module file of the application. */
  readonly files: readonly string[];
  readonly graph: ModuleGraph;
  /** Text of a file, without a byte order mark being lost. */
  text(path: string): string | undefined;
  /** The version of a dependency that the application runs on. */
  version(name: string): Version | undefined;
}

/**
 * Reads the Next.js application below the tree's root. Nothing is executed and nothing is written.
 * @throws ProjectError when there is none, or more than one
 */
export function readProject(tree: ProjectTree): Project {
  const folder = findNextApp(tree);
  readPackageJson(tree, folder);
  const config = readNextConfig(tree, folder);
  const extensions = config.pageExtensions ?? ["tsx", "ts", "jsx", "js"];
  const at = (path: string): string => joinPath(folder, path) ?? path;
  const exists = (path: string): boolean => tree.list(path).length > 0;
  const pagesFolder = [at("pages"), at("src/pages")].find(exists);
  const appFolder =
    [at("app"), at("src/app")].find(exists) ??
    (pagesFolder ?? at("pages")).replace(/pages$/, "app");
  const nextVersion = versionOf(tree, folder, "next");
  const texts = new Map<string, string | undefined>();
  return {
    tree,
    folder,
    sourceFolder: appFolder.replace(/\/?app$/, ""),
    ...(pagesFolder === undefined ? {} : { pagesFolder }),
    appFolder,
    ...(nextVersion === undefined ? {} : { nextVersion }),
    config,
    routes: [
      ...(pagesFolder === undefined ? [] : pagesRoutes(tree, pagesFolder, extensions)),
      ...appRoutes(tree, appFolder, extensions),
    ],
    files: sourceFiles(tree, folder),
    graph: new ModuleGraph(tree, readPathAliases(tree, folder)),
    text(path) {
      if (!texts.has(path)) texts.set(path, tree.read(path)?.toString("utf8"));
      return texts.get(path);
    },
    version: (name) => versionOf(tree, folder, name),
  };
}

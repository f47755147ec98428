import { declaredRange, type PackageJson, readPackageJson } from "./package-json.ts";
import { joinPath } from "./paths.ts";
import { ProjectError } from "./project-error.ts";
import type { ProjectTree } from "./tree.ts";

/** Folders that a workspace commonly keeps its applications in, besides those it declares. */
const USUAL_FOLDERS = ["apps/*", "packages/*"];

/**
 * The folder of the Next.js application below the root: the root itself, or the one workspace
 * package that depends on `next` and has pages.
 * @throws ProjectError when there is no package.json, no Next.js application, or more than one
 */
export function findNextApp(tree: ProjectTree): string {
  const json = readPackageJson(tree, "");
  if (!json) {
    throw new ProjectError(
      "There is no package.json here. Run the command in a project's folder, or name the folder.",
    );
  }
  if (declaredRange(json, "next") !== undefined && hasRouter(tree, "")) return "";
  const apps = workspaceFolders(tree, json).filter((folder) => {
    const member = readPackageJson(tree, folder);
    return member && declaredRange(member, "next") !== undefined && hasRouter(tree, folder);
  });
  const [only, ...others] = apps;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    throw new ProjectError(
      `There are several Next.js applications here: ${apps.join(", ")}. Name one.`,
    );
  }
  if (declaredRange(json, "next") !== undefined) {
    throw new ProjectError("package.json names next, but there is no pages or app folder here.");
  }
  throw new ProjectError("This is not a Next.js project: package.json does not name next.");
}

function hasRouter(tree: ProjectTree, folder: string): boolean {
  return ["pages", "src/pages", "app", "src/app"].some(
    (router) => tree.list(joinPath(folder, router) ?? router).length > 0,
  );
}

function workspaceFolders(tree: ProjectTree, json: PackageJson): string[] {
  const declared = Array.isArray(json.workspaces)
    ? (json.workspaces as string[])
    : ((json.workspaces as { packages?: string[] } | undefined)?.packages ?? []);
  const pnpm = tree.read("pnpm-workspace.yaml")?.toString("utf8") ?? "";
  const fromPnpm = [...pnpm.matchAll(/^\s*-\s*['"]?([^'"#\n]+?)['"]?\s*$/gm)].map(
    (m) => m[1] ?? "",
  );
  const globs = new Set([...declared, ...fromPnpm, ...USUAL_FOLDERS]);
  const folders = new Set<string>();
  for (const glob of globs) for (const folder of expand(tree, glob)) folders.add(folder);
  return [...folders].sort();
}

/** `apps/*` → its folders; a plain path → itself. Deeper globs are not used for workspaces. */
function expand(tree: ProjectTree, glob: string): string[] {
  const path = glob.replace(/^\.\//, "").replace(/\/$/, "");
  if (!path.includes("*")) return path === "" ? [] : [path];
  if (!/^[^*]+\/\*{1,2}$/.test(path)) return [];
  const parent = path.replace(/\/\*{1,2}$/, "");
  return tree
    .list(parent)
    .filter((entry) => entry.kind === "folder")
    .map((entry) => `${parent}/${entry.name}`);
}

import { folderOf, joinPath } from "./paths.ts";
import type { ProjectTree } from "./tree.ts";

/** The path aliases of tsconfig.json or jsconfig.json, with targets relative to the root. */
export interface PathAliases {
  /** Folder that bare specifiers are tried in, where `baseUrl` is set. */
  readonly baseUrl?: string;
  /** Pattern (at most one `*`) → targets, in the order of the file. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

interface TsConfig {
  readonly extends?: string | readonly string[];
  readonly compilerOptions?: {
    readonly baseUrl?: string;
    readonly paths?: Readonly<Record<string, readonly string[]>>;
  };
}

/** Reads the aliases of the project in `folder`, through `extends` of files inside the root. */
export function readPathAliases(tree: ProjectTree, folder: string): PathAliases {
  for (const name of ["tsconfig.json", "jsconfig.json"]) {
    const file = joinPath(folder, name) ?? name;
    if (tree.read(file)) return aliasesOf(tree, file, 0);
  }
  return { paths: new Map() };
}

function aliasesOf(tree: ProjectTree, file: string, depth: number): PathAliases {
  const config = parseJsonc(tree.read(file)?.toString("utf8") ?? "") as TsConfig | undefined;
  const folder = folderOf(file);
  const parents = [config?.extends ?? []].flat().filter((parent) => parent.startsWith("."));
  let inherited: PathAliases = { paths: new Map() };
  if (depth < 8) {
    for (const parent of parents) {
      const path = joinPath(folder, parent);
      if (path === undefined) continue;
      const target = tree.read(path) ? path : `${path}.json`;
      inherited = { ...inherited, ...aliasesOf(tree, target, depth + 1) };
    }
  }
  const { baseUrl, paths } = config?.compilerOptions ?? {};
  const base = baseUrl === undefined ? inherited.baseUrl : joinPath(folder, baseUrl);
  return {
    ...(base === undefined ? {} : { baseUrl: base }),
    paths: paths ? resolveTargets(paths, base ?? folder) : inherited.paths,
  };
}

function resolveTargets(
  paths: Readonly<Record<string, readonly string[]>>,
  base: string,
): Map<string, readonly string[]> {
  const resolved = new Map<string, readonly string[]>();
  for (const [pattern, targets] of Object.entries(paths)) {
    if (!Array.isArray(targets)) continue;
    resolved.set(
      pattern,
      targets.map((target) => joinPath(base, target)).filter((target) => target !== undefined),
    );
  }
  return resolved;
}

/** JSON with comments and trailing commas, as TypeScript reads it; undefined when it is neither. */
export function parseJsonc(text: string): unknown {
  const bare = text
    .replace(/^\uFEFF/, "")
    .replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (token) =>
      token.startsWith('"') ? token : " ",
    )
    .replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (token) => (token === "," ? " " : token));
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}

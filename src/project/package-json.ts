import { folderOf, joinPath } from "./paths.ts";
import { ProjectError } from "./project-error.ts";
import type { ProjectTree } from "./tree.ts";

/** The parts of a package.json that decide something here. */
export interface PackageJson {
  readonly name?: string;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Reads the package.json of a folder.
 * @returns undefined where there is none
 * @throws ProjectError when it is not JSON
 */
export function readPackageJson(tree: ProjectTree, folder: string): PackageJson | undefined {
  const path = joinPath(folder, "package.json") ?? "package.json";
  const text = tree.read(path)?.toString("utf8");
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as PackageJson;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new ProjectError(`${path} is not valid JSON: ${detail}`);
  }
}

/** The range that a package declares for a dependency, wherever it declares it. */
export function declaredRange(json: PackageJson, name: string): string | undefined {
  return json.dependencies?.[name] ?? json.devDependencies?.[name] ?? json.peerDependencies?.[name];
}

/** A version as numbers; what cannot be read is undefined. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/**
 * The version of a dependency that the project runs on: what is installed, else what the lock file
 * says, else the newest that the declared range allows of its major version.
 */
export function versionOf(tree: ProjectTree, folder: string, name: string): Version | undefined {
  for (let at: string | undefined = folder; at !== undefined; at = parentOf(at)) {
    const installed = tree.read(joinPath(at, `node_modules/${name}/package.json`) ?? "");
    const found = installed && parseVersion(textField(installed.toString("utf8"), "version"));
    if (found) return found;
    const locked = lockedVersion(tree, at, name);
    if (locked) return locked;
  }
  const json = readPackageJson(tree, folder);
  return json && newestOfRange(declaredRange(json, name) ?? "");
}

/** `>=` as in semantic versions, without pre-releases. */
export function atLeast(version: Version, major: number, minor = 0, patch = 0): boolean {
  if (version.major !== major) return version.major > major;
  if (version.minor !== minor) return version.minor > minor;
  return version.patch >= patch;
}

function parentOf(folder: string): string | undefined {
  return folder === "" ? undefined : folderOf(folder);
}

function lockedVersion(tree: ProjectTree, folder: string, name: string): Version | undefined {
  const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const patterns: readonly (readonly [string, RegExp])[] = [
    [
      "package-lock.json",
      new RegExp(`"node_modules/${escaped}":\\s*\\{\\s*"version":\\s*"([^"]+)"`),
    ],
    ["pnpm-lock.yaml", new RegExp(`^\\s+'?/?${escaped}[@/](\\d+\\.\\d+\\.\\d+)`, "m")],
    ["yarn.lock", new RegExp(`^"?${escaped}@[^\\n]*:\\n\\s+version:? "?(\\d+\\.\\d+\\.\\d+)`, "m")],
  ];
  for (const [file, pattern] of patterns) {
    const text = tree.read(joinPath(folder, file) ?? file)?.toString("utf8");
    const match = text && pattern.exec(text);
    if (match) return parseVersion(match[1]);
  }
  return undefined;
}

/** `^13.2` allows every 13.x: an install without a lock file takes the newest of them. */
function newestOfRange(range: string): Version | undefined {
  const exact = parseVersion(range.replace(/^[\s=v]+/, ""));
  if (exact) return exact;
  const match = /(\d+)(?:\.(\d+|x|\*))?/.exec(range);
  if (!match) {
    return /^(latest|\*|canary)$/.test(range.trim())
      ? { major: 999, minor: 0, patch: 0 }
      : undefined;
  }
  const minor = range.trim().startsWith("~") ? Number(match[2] ?? 0) : 999;
  return { major: Number(match[1]), minor, patch: 999 };
}

function parseVersion(text: string | undefined): Version | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(text ?? "");
  return match
    ? { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) }
    : undefined;
}

function textField(json: string, field: string): string | undefined {
  return new RegExp(`"${field}":\\s*"([^"]+)"`).exec(json)?.[1];
}

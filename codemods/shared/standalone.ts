import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { PageFacts, PageParam } from "./page/facts.ts";

/** The part of jscodeshift's arguments that the transforms use; it is an ES module type there. */
export interface TransformFile {
  readonly path: string;
  readonly source: string;
}

/** See https://github.com/facebook/jscodeshift#transform-module. */
export interface TransformApi {
  report?: (message: string) => void;
}

/** Options of the command line, e.g. `--nextMajor=15`. */
export interface TransformOptions {
  readonly dry?: boolean;
  readonly nextMajor?: number | string;
  readonly [name: string]: unknown;
}

/**
 * The facts about one page that a transform can find out alone, from its path and the package.json
 * above it. What only the whole project shows - `_app`, the components below the page, who imports
 * it - is left to `create-session-app migrate`.
 * @returns undefined when the file does not stand in a `pages` folder
 */
export function factsAlone(
  path: string,
  options: TransformOptions,
): { readonly root: string; readonly facts: PageFacts } | undefined {
  const full = resolve(path);
  const parts = full.split(sep);
  const at = parts.lastIndexOf("pages");
  if (at <= 0) return undefined;
  const root = projectRoot(dirname(full));
  const sources = relative(root, parts.slice(0, at).join(sep)).split(sep).join("/");
  const inPages = parts.slice(at + 1).join("/");
  const extension = /\.[jt]sx?$/.exec(inPages)?.[0];
  if (!extension) return undefined;
  const route = inPages.slice(0, -extension.length).replace(/(^|\/)index$/, "");
  const folder = [sources, "app", route].filter(Boolean).join("/");
  return {
    root,
    facts: {
      path: relative(root, full).split(sep).join("/"),
      pageFile: `${folder}/page${extension.replace(/^\.ts$/, ".tsx")}`,
      clientFile: `${folder}/client${extension.replace(/^\.ts$/, ".tsx")}`,
      sharedFile: `${folder}/shared${extension}`,
      pattern: `/${route}`,
      params: paramsOf(route),
      nextMajor: Number(options.nextMajor ?? declaredMajor(root) ?? 16),
      cacheComponents: options.cacheComponents === true,
      trailingSlash: options.trailingSlash === true,
      staticsOfShell: new Set(["getLayout", "auth", "layout"]),
      shellKeepsSession: false,
      shellHasTitle: true,
    },
  };
}

/** Writes the files of a moved page and takes the old one away. */
export function writeMoved(
  root: string,
  from: string,
  files: readonly { readonly path: string; readonly text: string }[],
): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: "wx" });
  }
  rmSync(join(root, from));
}

/** Nearest folder above with a package.json. */
function projectRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) return at;
    if (dirname(at) === at) return folder;
  }
}

function declaredMajor(root: string): number | undefined {
  try {
    const json = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      dependencies?: Record<string, string>;
    };
    const major = /\d+/.exec(json.dependencies?.next ?? "")?.[0];
    return major === undefined ? undefined : Number(major);
  } catch {
    return undefined;
  }
}

function paramsOf(route: string): PageParam[] {
  return route.split("/").flatMap((segment): PageParam[] => {
    const match = /^(\[)?\[(\.\.\.)?([^\]]+)\]\]?$/.exec(segment);
    if (!match) return [];
    const kind = match[1] ? "optional-rest" : match[2] ? "rest" : "one";
    return [{ name: match[3] ?? "", kind }];
  });
}

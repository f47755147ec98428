import type { PackageSide } from "../../../codemods/shared/flow/server-safety.ts";
import { atLeast } from "../../project/package-json.ts";
import { folderOf, joinPath } from "../../project/paths.ts";
import type { Project } from "../../project/project.ts";

/** Files of one package that are looked at, and the longest that is. */
const MOST_FILES = 40;
const LONGEST_FILE = 1_000_000;

/** What is known without a look, of Next itself for one. */
const KNOWN: readonly (readonly [RegExp, PackageSide])[] = [
  [/^next\/(?:head|document|app|error)$/, "fails"],
  [/^(?:node:|next$|next\/|react$|react\/|@clerk\/nextjs$)/, "server"],
  [/^next-auth\/client$/, "fails"],
  // its parts for the server make a React context, too (15.4 on Next 14.2)
  [/^next-i18next(?:\/|$)/, "fails"],
];

/** Packages of the browser, for projects whose packages are not installed. */
const OF_BROWSER =
  /^(?:react-query|react-redux|styled-components|formik|swr|@emotion\/.*|@mui\/.*|@chakra-ui\/.*)$/;

/**
 * Looks into node_modules, where there is one, whether a package can be imported on the server
 * side of the App Router: read as text, and never run.
 */
export class PackageSides {
  readonly #project: Project;
  readonly #sides = new Map<string, PackageSide | undefined>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** What a package is; undefined where it is not installed, and not known. */
  of(specifier: string): PackageSide | undefined {
    const known = KNOWN.find(([pattern]) => pattern.test(specifier));
    if (known) return known[1];
    if (specifier === "next-auth/react") return this.#nextAuth();
    if (!this.#sides.has(specifier)) {
      const side = this.#look(specifier) ?? (OF_BROWSER.test(specifier) ? "fails" : undefined);
      this.#sides.set(specifier, side);
    }
    return this.#sides.get(specifier);
  }

  /**
   * Version 4 asks before it makes its context and reads the session by HTTP, with the cookies it is
   * handed: `getSession({ req })` answers under React's `react-server` condition as it did before
   * (tried with 4.24.15; 4.20.1 has the same text). Version 5 is behind "use client".
   */
  #nextAuth(): PackageSide {
    const version = this.#project.version("next-auth");
    return version?.major === 4 && atLeast(version, 4, 20) ? "server" : "client";
  }

  #look(specifier: string): PackageSide | undefined {
    const entry = this.#entry(specifier);
    if (entry === undefined) return undefined;
    const text = this.#project.text(entry) ?? "";
    if (isClientModule(text)) return "client";
    const seen = new Set([entry]);
    for (const file of seen) {
      const source = this.#project.text(file) ?? "";
      if (source.length > LONGEST_FILE || seen.size > MOST_FILES) break;
      // a client module inside the package is a boundary of its own
      if (isClientModule(source)) continue;
      if (makesContextAtLoad(source)) return "fails";
      for (const [, path = ""] of source.matchAll(
        /(?:from\s*|require\(\s*|import\s*)["'](\.{1,2}\/[^"']+)["']/g,
      )) {
        const target = this.#file(joinPath(folderOf(file), path));
        if (target !== undefined) seen.add(target);
      }
    }
    return "server";
  }

  /** The file that an import of the package on the server side leads to. */
  #entry(specifier: string): string | undefined {
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
    const folder = this.#folderOf(name);
    if (folder === undefined) return undefined;
    const json = readJson(this.#project.text(`${folder}/package.json`));
    const sub = `.${specifier.slice(name.length)}`;
    const exported = fromExports(json.exports, sub);
    if (exported !== undefined) return this.#file(joinPath(folder, exported));
    if (sub !== ".") return this.#file(joinPath(folder, sub));
    const main = typeof json.module === "string" ? json.module : json.main;
    return this.#file(joinPath(folder, typeof main === "string" ? main : "index.js"));
  }

  #folderOf(name: string): string | undefined {
    const parts = this.#project.folder.split("/").filter(Boolean);
    for (let count = parts.length; count >= 0; count -= 1) {
      const folder = [...parts.slice(0, count), "node_modules", name].join("/");
      if (this.#project.tree.read(`${folder}/package.json`)) return folder;
    }
    return undefined;
  }

  #file(path: string | undefined): string | undefined {
    if (path === undefined) return undefined;
    const candidates = [path, `${path}.js`, `${path}.mjs`, `${path}/index.js`, `${path}.cjs`];
    return candidates.find((file) => /\.[cm]?js$/.test(file) && this.#project.tree.read(file));
  }
}

function isClientModule(text: string): boolean {
  return /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|["']use strict["'];?)*["']use client["']/.test(text);
}

/**
 * `createContext(…)` or a class component, which React has not on the server side. A call that
 * asks first whether React has it (`createContext?.()`, as next-auth does) is none of them.
 */
function makesContextAtLoad(text: string): boolean {
  if (!/["']react["']/.test(text)) return false;
  return (
    /(?<!function\s+)\bcreateContext\)?\(/.test(text) ||
    /\bextends\s+(?:\w+\.)*(?:Pure)?Component\b/.test(text)
  );
}

function readJson(text: string | undefined): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text ?? "");
    return typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The conditions that Next resolves packages by for a server component, most special first. */
const CONDITIONS = ["react-server", "node", "import", "module", "require", "default"];

function fromExports(exports: unknown, sub: string): string | undefined {
  if (typeof exports === "string") return sub === "." ? exports : undefined;
  if (typeof exports !== "object" || exports === null) return undefined;
  const table = exports as Record<string, unknown>;
  const hasPaths = Object.keys(table).some((key) => key.startsWith("."));
  let value: unknown = hasPaths ? table[sub] : sub === "." ? table : undefined;
  while (typeof value === "object" && value !== null) {
    const conditions = value as Record<string, unknown>;
    const chosen = CONDITIONS.find((condition) => condition in conditions);
    if (chosen === undefined) return undefined;
    value = conditions[chosen];
  }
  return typeof value === "string" ? value : undefined;
}

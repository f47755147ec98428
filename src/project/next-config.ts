import { joinPath } from "./paths.ts";
import type { ProjectTree } from "./tree.ts";

/** What next.config says, as far as it can be read without running it. */
export interface NextConfig {
  /** Path of the file, where there is one. */
  readonly file?: string;
  /** The `i18n` option, where there is one. */
  readonly i18n?: {
    readonly line: number;
    /** The one locale that it has, where it has no more: then no address depends on it. */
    readonly onlyLocale?: string;
  };
  readonly cacheComponents: boolean;
  readonly trailingSlash: boolean;
  /** `""` where there is none; undefined where it cannot be read. */
  readonly basePath?: string;
  /** Extensions of page files without the leading dot; undefined where they cannot be read. */
  readonly pageExtensions?: readonly string[];
  readonly output?: string;
}

const FILES = ["next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs"];
const DEFAULT_EXTENSIONS = ["tsx", "ts", "jsx", "js"];

/** Reads next.config as text: the options that matter here are written literally in practice. */
export function readNextConfig(tree: ProjectTree, folder: string): NextConfig {
  for (const name of FILES) {
    const file = joinPath(folder, name) ?? name;
    const text = tree.read(file)?.toString("utf8");
    if (text === undefined) continue;
    const imported = importedI18n(tree, folder, blankComments(text));
    return { file, ...parse(text, imported) };
  }
  return {
    cacheComponents: false,
    trailingSlash: false,
    basePath: "",
    pageExtensions: DEFAULT_EXTENSIONS,
  };
}

/**
 * Text of the one file of the project that next.config takes `i18n` from, as projects with next-i18next
 * do: `const { i18n } = require("./next-i18next.config")`.
 */
function importedI18n(tree: ProjectTree, folder: string, config: string): string {
  const imports = config.matchAll(
    /\{[^{}]*\bi18n\b[^{}]*\}\s*(?:=\s*require\s*\(|from)\s*["'](\.[^"']+)["']/g,
  );
  const [found, ...others] = [...imports].map((match) => match[1] ?? "");
  if (found === undefined || others.length > 0) return "";
  const path = joinPath(folder, found) ?? found;
  const texts = ["", ".js", ".mjs", ".cjs", ".ts"].map((extension) => tree.read(path + extension));
  return blankComments(texts.find((bytes) => bytes !== undefined)?.toString("utf8") ?? "");
}

/** @param imported text of the file that `i18n` is imported from, if any */
function parse(source: string, imported: string): Omit<NextConfig, "file"> {
  const text = blankComments(source);
  const i18n = /(?:^|[\s{,.])i18n\s*(?:[:,=}]|$)/m.exec(text);
  const extensions = /\bpageExtensions\s*:\s*(\[[^\]]*\])?/.exec(text);
  const basePath = /\bbasePath\b(?:\s*:\s*(?:"([^"]*)"|'([^']*)')\s*[,}\n])?/.exec(text);
  const base = basePath ? (basePath[1] ?? basePath[2]) : "";
  const output = /\boutput\s*:\s*["'`](\w+)["'`]/.exec(text)?.[1];
  return {
    cacheComponents: /\bcacheComponents\s*:\s*true\b/.test(text),
    trailingSlash: /\btrailingSlash\s*:\s*(?!false)/.test(text),
    pageExtensions: extensions ? literals(extensions[1]) : DEFAULT_EXTENSIONS,
    ...(base === undefined ? {} : { basePath: base }),
    ...(i18n ? { i18n: i18nOption(text, i18n.index, imported) } : {}),
    ...(output ? { output } : {}),
  };
}

function i18nOption(text: string, offset: number, imported: string): NextConfig["i18n"] {
  const line = lineAt(text, offset);
  const pattern = /i18n\s*[:=]\s*\{([^{}]*)\}/;
  const block = (pattern.exec(text) ?? pattern.exec(imported))?.[1] ?? "";
  const locales = literals(/\blocales\s*:\s*(\[[^\]]*\])/.exec(block)?.[1]) ?? [];
  const [only, ...others] = locales;
  return only !== undefined && others.length === 0 ? { line, onlyLocale: only } : { line };
}

function literals(list: string | undefined): readonly string[] | undefined {
  if (
    list === undefined ||
    /\.\.\.|[a-z]\s*[(,\]]\s*$/i.test(list.replace(/["'`][^"'`]*["'`]/g, ""))
  ) {
    return undefined;
  }
  return [...list.matchAll(/["'`]([^"'`]+)["'`]/g)].map((match) => match[1] ?? "");
}

/** Comments become spaces, so that offsets and lines stay. */
function blankComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|[^:"'`])\/\/[^\n]*/g, (comment) =>
    comment.replace(/[^\n]/g, " "),
  );
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset + 1).split("\n").length;
}

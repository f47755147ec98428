import type { ImportStyle } from "./imports.ts";

/** `/posts/[id]` → `PostsIdPage`. */
export function componentName(pattern: string): string {
  const words = pattern.match(/[A-Za-z0-9]+/g) ?? ["Home"];
  const joined = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
  return `${/^\d/.test(joined) ? "Route" : ""}${joined}Page`;
}

/** A generated statement with the quotes and semicolons of the page. */
export function inStyle(line: string, { quote, semicolon }: ImportStyle): string {
  const quoted = line.includes("'") ? line : line.replaceAll('"', quote);
  return semicolon === "" ? quoted.replace(/;$/, "") : quoted;
}

/**
 * The `metadata` of a route file.
 * @param fields field → text
 */
export function metadataExport(fields: ReadonlyMap<string, string>, typed: boolean): string {
  const lines = [...fields].map(([name, text]) => `  ${name}: ${JSON.stringify(text)},\n`);
  return `export const metadata${typed ? ": Metadata" : ""} = {\n${lines.join("")}};`;
}

import type { NeededImport, ServerFunction } from "../gssp/server-functions.ts";
import type { ImportStyle } from "../page/imports.ts";

/** The module that holds the server functions of one file, in the order of the originals. */
export function serverModuleText(
  functions: readonly ServerFunction[],
  { quote, semicolon }: ImportStyle,
): string {
  const sorted = [...functions].sort((a, b) => a.offset - b.offset);
  const groups = new Map<string, NeededImport[]>();
  for (const need of sorted.flatMap(({ needs }) => needs)) {
    const isWhole = need.imported === "default" || need.imported === "*";
    const key = `${need.isType ? "type " : ""}${isWhole ? `${need.imported} ` : ""}${need.from}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    if (!group.some(({ local }) => local === need.local)) group.push(need);
  }
  const lines = [...groups.values()].map((group) => {
    const [{ from, isType }] = group as [NeededImport];
    const type = isType ? "type " : "";
    return `import ${type}${clauseOf(group)} from ${quote}${from}${quote}${semicolon}`;
  });
  const isLocal = (line: string): boolean => /from ["']\./.test(line);
  const imports = [...lines.filter((line) => !isLocal(line)), ...lines.filter(isLocal)].join("\n");
  const sections = [imports, ...sorted.map(({ text }) => text)].filter((text) => text !== "");
  return `${sections.join("\n\n")}\n`;
}

function clauseOf(group: readonly NeededImport[]): string {
  const [first] = group as [NeededImport];
  if (first.imported === "default") return first.local;
  if (first.imported === "*") return `* as ${first.local}`;
  const names = group.map(({ imported, local }) =>
    imported === local ? local : `${imported} as ${local}`,
  );
  return `{ ${names.sort().join(", ")} }`;
}

/** Joins what two layers write to one path: the earlier layer's text first. */
export type Merger = (earlier: string, later: string) => string;

/** The only paths that two layers may share. */
export const mergers: Readonly<Record<string, Merger>> = {
  "package.json": mergeJson,
  ".env.example": joinSections,
  ".gitignore": uniteLines,
  "README.md": joinSections,
};

/** Deep merge; of two values that are no objects the later one stands. */
function mergeJson(earlier: string, later: string): string {
  return `${JSON.stringify(mergeValues(JSON.parse(earlier), JSON.parse(later)), null, 2)}\n`;
}

function mergeValues(earlier: unknown, later: unknown): unknown {
  if (!isRecord(earlier) || !isRecord(later)) return later;
  const merged: Record<string, unknown> = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    merged[key] = key in earlier ? mergeValues(earlier[key], value) : value;
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function joinSections(earlier: string, later: string): string {
  return `${earlier.trimEnd()}\n\n${later.trimStart()}`;
}

function uniteLines(earlier: string, later: string): string {
  const known = new Set(earlier.split("\n"));
  const added = later.split("\n").filter((line) => !known.has(line));
  return added.length === 0 ? earlier : `${earlier.trimEnd()}\n${added.join("\n")}\n`;
}

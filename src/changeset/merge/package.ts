import type { Conflict, Merged } from "./merge.ts";
import type { TextStyle } from "./style.ts";

type Json = null | boolean | number | string | Json[] | JsonObject;
type JsonObject = { [key: string]: Json };

/** Keys whose entries npm keeps in alphabetical order. */
const sorted = new Set([
  "dependencies",
  "devDependencies",
  "peerDependencies",
  "optionalDependencies",
  "overrides",
  "resolutions",
]);

/**
 * Deep merge of two package.json. New keys come after the present ones, dependencies in order;
 * lists are joined.
 * @throws SyntaxError when one of them is no JSON object
 */
export function mergePackage(current: string, addition: string, style: TextStyle): Merged {
  const conflicts: Conflict[] = [];
  const base = current.trim() === "" ? {} : parseObject(current);
  const extra = addition.trim() === "" ? {} : parseObject(addition);
  const merged = mergeObjects(base, extra, "", conflicts);
  if (JSON.stringify(merged) === JSON.stringify(base) && current !== "") {
    return { text: current, conflicts };
  }
  const text = JSON.stringify(merged, undefined, style.indentation);
  return { text: text + (style.endsInLineEnd ? "\n" : ""), conflicts };
}

function parseObject(text: string): JsonObject {
  const value: Json = JSON.parse(text);
  if (isObject(value)) return value;
  throw new SyntaxError("it is not a JSON object");
}

function mergeObjects(
  current: JsonObject,
  addition: JsonObject,
  at: string,
  conflicts: Conflict[],
): JsonObject {
  const entries = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(addition)) {
    const place = at === "" ? key : `${at}.${key}`;
    // A section that is new is merged with an empty one: its entries are put in order, too.
    const present = entries.get(key) ?? (isObject(value) ? {} : undefined);
    entries.set(key, present === undefined ? value : mergeValues(present, value, place, conflicts));
  }
  const isSorted = sorted.has(at) && entries.size > Object.keys(current).length;
  const pairs = isSorted ? [...entries].sort(([a], [b]) => (a < b ? -1 : 1)) : entries;
  return Object.fromEntries(pairs);
}

function mergeValues(current: Json, addition: Json, at: string, conflicts: Conflict[]): Json {
  if (isObject(current) && isObject(addition)) {
    return mergeObjects(current, addition, at, conflicts);
  }
  const write = (value: Json) => JSON.stringify(value);
  if (Array.isArray(current) && Array.isArray(addition)) {
    const present = new Set(current.map(write));
    return [...current, ...addition.filter((item) => !present.has(write(item)))];
  }
  if (write(current) !== write(addition)) {
    const tell = (value: Json) => (typeof value === "string" ? value : write(value));
    conflicts.push({ key: at, kept: tell(current), dropped: tell(addition) });
  }
  return current;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

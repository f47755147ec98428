import type { Traffic } from "./store.ts";

/**
 * Counts the statements that read and write the table of sessions.
 * @param name of the table, as a pattern
 */
export function sqlTraffic(statements: readonly string[], name = "sessions?"): Traffic {
  const table = String.raw`["\x60]?(?:public"?\.)?["\x60]?${name}\b`;
  const writing = new RegExp(String.raw`\b(?:insert\s+into|update|delete\s+from)\s+${table}`, "i");
  const reading = new RegExp(String.raw`\b(?:from|join)\s+${table}`, "i");
  let reads = 0;
  let writes = 0;
  for (const statement of statements) {
    const writes1 = writing.test(statement);
    if (writes1) writes += 1;
    if (writes1 ? /\breturning\b/i.test(statement) : reading.test(statement)) reads += 1;
  }
  return { reads, writes };
}

import { compare, type Difference } from "./compare.ts";
import type { Observation } from "./observe.ts";

/** What differs between two runs, as {@link table}; empty when nothing does. */
export const differences = (
  before: readonly Observation[],
  after: readonly Observation[],
): string => table(compare(before, after));

/** Differences as lines for people, one URL and visitor after the other. */
export function table(differences: readonly Difference[]): string {
  const lines = differences.map(({ url, visitor, aspect, before, after }) =>
    [
      `${url}  as ${visitor}: ${aspect}`,
      `    before  ${cut(before)}`,
      `    after   ${cut(after)}`,
    ].join("\n"),
  );
  return lines.join("\n");
}

const cut = (text: string) => {
  const line = text.replaceAll("\n", " | ");
  return line.length > 300 ? `${line.slice(0, 300)}…` : line || '""';
};

import type { createColors } from "picocolors";
import type { Addresses } from "./address.ts";
import { type Comparison, outcomeText, textDifference } from "./compare.ts";
import type { Verification } from "./verify.ts";
import type { Visitor } from "./visitor.ts";

type Colors = Pick<ReturnType<typeof createColors>, "red" | "yellow" | "dim" | "green">;

const marks: Readonly<Record<Comparison, string>> = {
  same: "=",
  guard: "≠",
  text: "≈",
  unclear: "?",
};

/** How many lines of the table there are of each kind. */
export function countOf(found: readonly Verification[]): Record<Comparison, number> {
  const counts = { same: 0, guard: 0, text: 0, unclear: 0 };
  for (const { comparison } of found) counts[comparison] += 1;
  return counts;
}

/**
 * Visitors with cookies that get nothing but what a visitor without gets: whatever was asked as them
 * says nothing about a guard.
 */
export function unknownVisitors(
  found: readonly Verification[],
  visitors: readonly Visitor[],
): string[] {
  const seen = (name: string) =>
    found
      .filter(({ visitor }) => visitor === name)
      .map(({ path, before }) => `${path} ${outcomeText(before)} ${before.lines.join("\n")}`)
      .join("\n");
  const nobodies = visitors.filter(({ cookie }) => cookie === undefined).map(({ name }) => name);
  const strangers = new Set(nobodies.map(seen));
  return visitors
    .filter(({ name, cookie }) => cookie !== undefined && strangers.has(seen(name)))
    .map(({ name }) => name);
}

/** The guard table: every route and visitor, what comes before and after, and what differs. */
export function guardTable(
  found: readonly Verification[],
  skipped: Addresses["skipped"],
  colors: Colors,
): string {
  const rows = found.map(({ path, visitor, before, after, comparison }) => ({
    cells: [path, visitor, outcomeText(before), outcomeText(after)] as const,
    comparison,
    more: comparison === "text" ? difference(before, after, colors) : [],
  }));
  const head = ["route", "visitor", "before", "after"] as const;
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  const paint = { same: colors.dim, guard: colors.red, text: colors.yellow, unclear: colors.red };
  const counts = countOf(found);
  return [
    colors.dim(`   ${line(head)}`),
    ...rows.flatMap(({ cells, comparison, more }) => [
      paint[comparison](` ${marks[comparison]} ${line(cells)}`.trimEnd()),
      ...more,
    ]),
    "",
    ...skipped.map(({ route, reason }) => colors.dim(`not asked: ${route} (${reason})`)),
    `${found.length} answers compared: ${counts.same} the same, ${counts.guard} guarded differently, ${counts.text} with another text, ${counts.unclear} unclear (both fail)`,
    "",
  ].join("\n");
}

function difference(
  before: Verification["before"],
  after: Verification["after"],
  { red, green }: Colors,
): string[] {
  const { gone, come } = textDifference(before, after);
  return [
    ...gone.map((text) => red(`     - ${text.slice(0, 100)}`)),
    ...come.map((text) => green(`     + ${text.slice(0, 100)}`)),
  ];
}

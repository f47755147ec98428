import type { Outcome } from "./probe.ts";

/**
 * How the outcome after compares: `same`; `guard`, where another kind of answer or another place
 * comes back; `text`, where something else is seen; `unclear`, where both fail, which says nothing.
 */
export type Comparison = "same" | "guard" | "text" | "unclear";

/**
 * Compares what a visitor gets before and after. Both are asked twice: a line that changes by itself
 * (a time, a token) is no difference.
 */
export function compare(
  before: readonly [Outcome, Outcome],
  after: readonly [Outcome, Outcome],
): Comparison {
  const [was, is] = [before[0], after[0]];
  if (kindOf(was) !== kindOf(is)) return "guard";
  if (was.status >= 500) return "unclear";
  return steady(before).join("\n") === steady(after).join("\n") ? "same" : "text";
}

/**
 * Redirects are one kind for each place that they lead to, whatever their number, but a page that
 * sends the browser on is another: who does not follow it sees that page.
 */
function kindOf({ status, location, byPage }: Outcome): string {
  if (location === undefined) return `${status}`;
  return `${byPage ? "page" : "redirect"} ${location}`;
}

/** The lines that are the same each time. */
function steady([first, second]: readonly [Outcome, Outcome]): string[] {
  const again = new Set(second.lines);
  return first.lines.filter((line) => again.has(line));
}

/** "200", "307 → /login", "200, the page sends on → /login" */
export function outcomeText({ status, location, byPage }: Outcome): string {
  if (location === undefined) return `${status}`;
  return `${status}${byPage ? ", the page sends on" : ""} → ${location}`;
}

/** The first lines that only one of the two shows. */
export function textDifference(
  before: Outcome,
  after: Outcome,
): { gone: readonly string[]; come: readonly string[] } {
  const [was, is] = [new Set(before.lines), new Set(after.lines)];
  return {
    gone: before.lines.filter((line) => !is.has(line)).slice(0, 5),
    come: after.lines.filter((line) => !was.has(line)).slice(0, 5),
  };
}

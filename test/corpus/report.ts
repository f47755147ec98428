import type { RouteResult, Verdict } from "../../src/migrate/types.ts";
import type { GuardsOfPage } from "./guards/compare.ts";
import type { Measurement } from "./measure.ts";

/** One line of the report, as text; a dash where something was not measured. */
interface Row {
  readonly repository: string;
  readonly next: string;
  readonly pages: string;
  readonly native: string;
  readonly bridge: string;
  readonly left: string;
  /** Kept of those found, by the checker of its own. */
  readonly guards: string;
  readonly "api moved": string;
  readonly "api left": string;
  readonly "type errors": string;
  readonly new: string;
  readonly "second run": string;
  readonly undo: string;
  readonly seconds: string;
}

const dash = "–";

/** The measurements as a table in Markdown, with totals. Reads well as plain text, too. */
export function reportTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(rowOf);
  const columns = Object.keys(totals(measurements)) as (keyof Row)[];
  const lines = [...rows, totals(measurements)].map((row) => columns.map((name) => row[name]));
  const all = [columns as string[], ...lines];
  const widths = columns.map((_, at) => Math.max(...all.map((line) => line[at]?.length ?? 0)));
  const print = (line: readonly string[]) =>
    `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [print(columns), rule, ...lines.map(print)].join("\n");
}

/** Why pages were left, most frequent reason first. */
export function reasonsTable(measurements: readonly Measurement[]): string {
  const counts = new Map<string, number>();
  for (const { reasons } of measurements.flatMap(pagesOf)) {
    const code = reasons[0]?.code;
    if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.map(([code, count]) => `${String(count).padStart(5)}  ${code}`).join("\n");
}

/** Whether anything happened that never may: a crash, a new type error, or a tree that is not as it was. */
export function failures(measurements: readonly Measurement[]): string[] {
  return measurements.flatMap((one) => {
    const say = (text: string) => `${one.checkout.repo}: ${text}`;
    return [
      ...(one.crash === undefined ? [] : [say(one.crash)]),
      ...one.newErrors.map(({ file, line, code, message }) =>
        say(`new type error ${file}:${line} ${code} ${message}`),
      ),
      ...one.guards.flatMap(({ lost }) => lost.map((text) => say(`guard lost: ${text}`))),
      ...(one.secondRun ? [say(`a second run changes ${one.secondRun} files`)] : []),
      ...(one.leftByUndo ? [say(`undo left changes:\n${one.leftByUndo}`)] : []),
    ];
  });
}

const routesOf = ({ migrated }: Measurement): readonly RouteResult[] => migrated?.routes ?? [];
const pagesOf = (one: Measurement) => routesOf(one).filter(({ kind }) => kind === "page");
const count = (routes: readonly RouteResult[], verdict: Verdict) =>
  String(routes.filter((route) => route.verdict === verdict).length);

function rowOf(one: Measurement): Row {
  const { checkout, baseline, crash, secondRun, leftByUndo, seconds } = one;
  const pages = pagesOf(one);
  const typed = baseline !== undefined && one.migrated !== undefined;
  return {
    repository: checkout.app === "." ? checkout.repo : `${checkout.repo} (${checkout.app})`,
    next: checkout.next ?? dash,
    ...countsOf(pages, routesOf(one), one.guards),
    "type errors": baseline === undefined ? dash : String(baseline),
    new: typed ? String(one.newErrors.length) : dash,
    "second run": secondRun === undefined ? dash : secondRun === 0 ? "no change" : `${secondRun}!`,
    undo: crash ? "crash" : leftByUndo === undefined ? dash : leftByUndo === "" ? "clean" : "dirty",
    seconds: seconds?.toFixed(1) ?? dash,
  };
}

function countsOf(
  pages: readonly RouteResult[],
  routes: readonly RouteResult[],
  guards: readonly GuardsOfPage[],
) {
  const api = routes.filter(({ kind }) => kind === "api");
  const sum = (key: "found" | "kept") => guards.reduce((total, page) => total + page[key], 0);
  return {
    pages: String(pages.length),
    native: count(pages, "native"),
    bridge: count(pages, "bridge"),
    left: count(pages, "left"),
    guards: `${sum("kept")}/${sum("found")}`,
    "api moved": String(api.filter(({ verdict }) => verdict !== "left").length),
    "api left": count(api, "left"),
  };
}

function totals(measurements: readonly Measurement[]): Row {
  const sum = (value: (one: Measurement) => number) =>
    measurements.reduce((total, one) => total + value(one), 0);
  return {
    repository: `${measurements.length} in all`,
    next: "",
    ...countsOf(
      measurements.flatMap(pagesOf),
      measurements.flatMap(routesOf),
      measurements.flatMap(({ guards }) => guards),
    ),
    "type errors": String(sum(({ baseline = 0 }) => baseline)),
    new: String(sum(({ newErrors }) => newErrors.length)),
    "second run": String(sum(({ secondRun = 0 }) => secondRun)),
    undo: `${sum(({ crash }) => (crash ? 1 : 0))} crashes`,
    seconds: sum(({ seconds = 0 }) => seconds).toFixed(1),
  };
}

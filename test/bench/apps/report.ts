import type { Result, Route, Spread } from "./measure.ts";
import { verdict } from "./target.ts";

export interface Circumstances {
  readonly date: string;
  readonly node: string;
  readonly next: string;
  /** Name and version of the libraries that were measured. */
  readonly libraries: readonly string[];
  readonly rounds: number;
  readonly requests: Readonly<Record<Route, number>>;
  readonly cores: number;
  /** Load average of the machine before the run and after it. */
  readonly load: readonly [number, number];
}

const mark = {
  begin: "<!-- figures: written by `npm run bench:apps -- --publish` -->",
  end: "<!-- end of figures -->",
};

/**
 * Puts new figures in the place of the old ones; what stands around them was written by hand.
 * @throws Error when the document has no place for them
 */
export function publish(document: string, figures: string): string {
  const begin = document.indexOf(mark.begin);
  const end = document.indexOf(mark.end);
  if (begin < 0 || end < begin) throw new Error(`there is no place for figures: ${mark.begin}`);
  const before = document.slice(0, begin + mark.begin.length);
  return `${before}\n\n${figures.trim()}\n\n${document.slice(end)}`;
}

/** The figures of a run as Markdown. */
export function report(results: readonly Result[], circumstances: Circumstances): string {
  const { date, node, next, libraries, rounds, requests, cores, load } = circumstances;
  const judged = results.flatMap((result) => verdict(result, results) ?? []);
  const kept = judged.filter((each) => each.kept).length;
  const loads = load.map((value) => value.toFixed(1)).join(" before the run and ");
  return `Measured on ${date} with Node ${node}, ${[`Next.js ${next}`, ...libraries].join(", ")}: production builds, ${rounds} rounds
of ${requests.json} requests of the JSON route and ${requests.page} of the page, each with and without a session, eight at a time. The
machine has ${cores} cores, shared by the applications, their stores and the load; its load average was
${loads} after it. ${kept} of ${judged.length} applications keep their target.

### The JSON route, \`GET /api/me\`

${table(results, "json")}

### The page, \`/dashboard\`

${table(results, "page")}`;
}

/** Median of the rounds, and the least of them in brackets. */
const both = ({ median, min }: Spread) => `${median.toFixed(2)} (${min.toFixed(2)})`;

export function table(results: readonly Result[], route: Route): string {
  const rows = results
    .filter((result) => result.route === route)
    .map((result) => {
      const { name, session, without, ratio } = result;
      const judged = verdict(result, results);
      return [
        name,
        `**${ratio.median.toFixed(2)}** (${ratio.min.toFixed(2)})`,
        ...(route === "json" ? [judged ? `${judged.kept ? "✔" : "✖"} ${judged.limit}` : "–"] : []),
        both(session.cpu),
        both(without.cpu),
        `${session.perSecond.toFixed(0)} / ${without.perSecond.toFixed(0)}`,
        `${session.p99.toFixed(0)} / ${without.p99.toFixed(0)}`,
      ];
    });
  const heads = [
    "application",
    "CPU relative to no session",
    ...(route === "json" ? ["target"] : []),
    "CPU with session, ms",
    "CPU without, ms",
    "requests/s with / without",
    "p99 with / without, ms",
  ];
  return [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

import type { Result, Route } from "./measure.ts";

/** The most that a session may cost: CPU time of a request to that of the same without one. */
export function target(name: string): number | undefined {
  if (name.endsWith(", bare")) return undefined;
  return name.startsWith("server-session ") ? 1.1 : 1.25;
}

export interface Circumstances {
  readonly date: string;
  readonly node: string;
  readonly next: string;
  readonly rounds: number;
  readonly cores: number;
  /** Load average of the machine over the run, without what the run itself could cause. */
  readonly load: string;
}

/** docs/performance.md as a whole: everything in it comes from the run. */
export function report(results: readonly Result[], circumstances: Circumstances): string {
  const { date, node, next, rounds, cores, load } = circumstances;
  return `# Performance

What a session costs: CPU time of the server process for a request, compared with the same route without a
session in the same application at the same moment. CPU time is what counts: it says how many requests a
machine can take, and it is the steadiest of the figures on a machine that does other things as well.

Written by \`npm run bench:apps\` on ${date}: Node ${node}, Next.js ${next}, production builds, ${rounds} rounds, all
applications in turns, with and without a session in turns. The machine has ${cores} cores, which the load, the
server and its store shared; its load average was ${load} before and after the run, so requests per second
and the 99th percentile say little, and single ratios are uncertain by a tenth or so.

![CPU time of the JSON route relative to no session](performance.svg)

## The JSON route, \`GET /api/me\`

${table(results, "json")}

## The page, \`/dashboard\`

The page without a session has the same layout and about the same content; the header is shorter, for it has
no sign-out form.

${table(results, "page")}

"bare" is the library used as its documentation says, in an application of a few files (\`test/bench/apps/bare\`):
no account pages, no data access layer, and nothing that ends a session on the server.
`;
}

function table(results: readonly Result[], route: Route): string {
  const rows = results
    .filter((result) => result.route === route)
    .map(({ subject, session, without, ratio }) => {
      const most = route === "json" ? target(subject.name) : undefined;
      const verdict = most === undefined ? "–" : `${ratio.median <= most ? "✔" : "✖"} ${most}`;
      const cells = [
        subject.name,
        `**${ratio.median.toFixed(2)}** (${ratio.min.toFixed(2)})`,
        verdict,
        `${milliseconds(session.cpu.median)} (${milliseconds(session.cpu.min)})`,
        `${milliseconds(without.cpu.median)} (${milliseconds(without.cpu.min)})`,
        `${session.perSecond.toFixed(0)} / ${without.perSecond.toFixed(0)}`,
        `${session.p99.toFixed(0)} / ${without.p99.toFixed(0)} ms`,
      ];
      return `| ${cells.join(" | ")} |`;
    });
  return [
    "| application | CPU relative to no session: median (least) | target | CPU with session | CPU without | requests/s with / without | p99 with / without |",
    "|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

const milliseconds = (time: number) => `${time.toFixed(2)} ms`;

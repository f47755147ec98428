import { median } from "../alternate.ts";
import { type Load, load } from "./load.ts";
import type { Subject } from "./subject.ts";

/** What is asked for, and the same without a session. */
export const routes = {
  json: { path: "/api/me", without: "/api/nobody" },
  page: { path: "/dashboard", without: "/nobody" },
} as const;

export type Route = keyof typeof routes;

/** One address of one application, over all rounds. */
export interface Figures {
  /** Milliseconds of CPU time of the server process for a request: the least and the median. */
  readonly cpu: { readonly min: number; readonly median: number };
  /** Medians of the rounds. */
  readonly perSecond: number;
  readonly p99: number;
}

export interface Result {
  readonly subject: Subject;
  readonly route: Route;
  readonly session: Figures;
  readonly without: Figures;
  /** CPU time with a session to that without, of the same round and moment: least and median. */
  readonly ratio: { readonly min: number; readonly median: number };
}

interface Sample {
  readonly cpu: number;
  readonly perSecond: number;
  readonly p99: number;
}

/**
 * Measures all subjects in turns. With and without a session take turns in small steps, and who
 * begins changes from round to round, so that a busy moment of the machine hits both alike.
 */
export async function measure(
  subjects: readonly Subject[],
  rounds: number,
  loads: Readonly<Record<Route, Load>>,
  say: (line: string) => void,
): Promise<Result[]> {
  const pairs = subjects.flatMap((subject) =>
    (Object.keys(routes) as Route[]).map((route) => ({
      subject,
      route,
      session: [] as Sample[],
      without: [] as Sample[],
    })),
  );
  for (const { subject, route } of pairs) {
    await sample(subject, routes[route].path, loads[route]);
    await sample(subject, routes[route].without, loads[route]);
  }
  for (let round = 0; round < rounds; round++) {
    for (const pair of round % 2 === 0 ? pairs : [...pairs].reverse()) {
      const { path, without } = routes[pair.route];
      const turns = [
        async () => pair.session.push(await sample(pair.subject, path, loads[pair.route])),
        async () => pair.without.push(await sample(pair.subject, without, loads[pair.route])),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    }
    say(`round ${round + 1} of ${rounds}`);
  }
  return pairs.map(({ subject, route, session, without }) => {
    const ratios = session.map(({ cpu }, index) => cpu / (without[index]?.cpu ?? Number.NaN));
    return {
      subject,
      route,
      session: figures(session),
      without: figures(without),
      ratio: { min: Math.min(...ratios), median: median(ratios) },
    };
  });
}

async function sample(subject: Subject, path: string, bounded: Load): Promise<Sample> {
  const before = await subject.cpuTime();
  const { times, duration } = await load(new URL(path, subject.origin), subject.headers, bounded);
  const cpu = ((await subject.cpuTime()) - before) / bounded.requests;
  const sorted = [...times].sort((a, b) => a - b);
  return {
    cpu,
    perSecond: bounded.requests / (duration / 1000),
    p99: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN,
  };
}

function figures(samples: readonly Sample[]): Figures {
  const cpus = samples.map(({ cpu }) => cpu);
  return {
    cpu: { min: Math.min(...cpus), median: median(cpus) },
    perSecond: median(samples.map(({ perSecond }) => perSecond)),
    p99: median(samples.map(({ p99 }) => p99)),
  };
}

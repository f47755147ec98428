import { median } from "../alternate.ts";
import { type Load, load } from "./load.ts";
import type { Subject } from "./subject.ts";

/** What is asked for by somebody who is signed in, and the same for anybody, without a cookie. */
export const routes = {
  json: { path: "/api/me", without: "/api/nobody" },
  page: { path: "/dashboard", without: "/nobody" },
} as const;

export type Route = keyof typeof routes;

/** Requests until V8 has compiled what is hot: until then the new code of a session costs double. */
const warmUp: Readonly<Record<Route, number>> = { json: 1500, page: 150 };

/** The least value and the one in the middle of all rounds. */
export interface Spread {
  readonly min: number;
  readonly median: number;
}

/** One address of one application, over all rounds. */
export interface Figures {
  /** Milliseconds of CPU time of the server for a request. */
  readonly cpu: Spread;
  /** Median of the rounds. */
  readonly perSecond: number;
  /** Milliseconds in which 99 of 100 requests of all rounds were answered. */
  readonly p99: number;
}

export interface Result {
  /** As Subject.name. */
  readonly name: string;
  /** As Subject.library. */
  readonly library: string;
  readonly bare: boolean;
  readonly route: Route;
  readonly session: Figures;
  readonly without: Figures;
  /** CPU time with a session to that without: median of the rounds, and ratio of the least of each. */
  readonly ratio: Spread;
  /** Milliseconds of CPU time that the session adds: the same. */
  readonly cost: Spread;
}

/** What one turn of one address came to. */
export interface Sample {
  readonly cpu: number;
  readonly perSecond: number;
  /** Milliseconds of each request. */
  readonly times: readonly number[];
}

/**
 * Measures all subjects in turns. With and without a session take turns in small steps, and who
 * begins changes all the time, so that a busy moment of the machine hits both alike.
 */
export async function measure(
  subjects: readonly Subject[],
  rounds: number,
  loads: Loads,
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
    await turns(subject, route, { ...loads[route], requests: warmUp[route] });
  }
  say("everything is warm");
  for (let round = 0; round < rounds; round++) {
    for (const pair of round % 2 === 0 ? pairs : [...pairs].reverse()) {
      const { session, without } = await turns(pair.subject, pair.route, loads[pair.route]);
      pair.session.push(session);
      pair.without.push(without);
    }
    say(`round ${round + 1} of ${rounds}`);
  }
  return pairs.map(({ subject: { name, library, bare }, route, session, without }) => ({
    ...{ name, library, bare, route },
    ...compare(session, without),
  }));
}

type Loads = Readonly<Record<Route, Load>>;

/** One round of an address: half of the load with a session, all of it without, the other half. */
async function turns(subject: Subject, route: Route, { requests, atOnce }: Load) {
  const half = { requests: Math.ceil(requests / 2), atOnce };
  const { path, without } = routes[route];
  const cookie = await subject.cookie();
  const asked = () => sample(subject, path, { cookie }, half);
  const anybody = () => sample(subject, without, {}, half);
  const session = [await asked()];
  const others = [await anybody(), await anybody()];
  session.push(await asked());
  return { session: together(session), without: together(others) };
}

function together(samples: readonly Sample[]): Sample {
  const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  return {
    cpu: mean(samples.map(({ cpu }) => cpu)),
    perSecond: mean(samples.map(({ perSecond }) => perSecond)),
    times: samples.flatMap(({ times }) => times),
  };
}

/** What the samples of an address with and without a session say, round by round. */
export function compare(
  session: readonly Sample[],
  without: readonly Sample[],
): Pick<Result, "session" | "without" | "ratio" | "cost"> {
  const [ours, base] = [figures(session), figures(without)];
  const rounds = session.map(({ cpu }, round) => [cpu, without[round]?.cpu ?? Number.NaN] as const);
  return {
    session: ours,
    without: base,
    ratio: {
      min: ours.cpu.min / base.cpu.min,
      median: median(rounds.map(([cpu, less]) => cpu / less)),
    },
    cost: {
      min: ours.cpu.min - base.cpu.min,
      median: median(rounds.map(([cpu, less]) => cpu - less)),
    },
  };
}

async function sample(
  subject: Subject,
  path: string,
  cookies: Record<string, string>,
  bounded: Load,
): Promise<Sample> {
  const headers = { "user-agent": "bench", ...cookies };
  const before = await subject.cpuTime();
  const { times, duration } = await load(new URL(path, subject.origin), headers, bounded);
  const cpu = ((await subject.cpuTime()) - before) / bounded.requests;
  return { cpu, perSecond: bounded.requests / (duration / 1000), times };
}

function figures(samples: readonly Sample[]): Figures {
  const sorted = samples.flatMap(({ times }) => times).sort((a, b) => a - b);
  return {
    cpu: spread(samples.map(({ cpu }) => cpu)),
    perSecond: median(samples.map(({ perSecond }) => perSecond)),
    p99: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN,
  };
}

function spread(values: readonly number[]): Spread {
  return { min: Math.min(...values), median: median(values) };
}

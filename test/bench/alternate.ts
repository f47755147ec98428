import { spawnSync } from "node:child_process";

/** A command to time: the arguments of `node`. */
export interface Contender {
  readonly name: string;
  readonly args: readonly string[];
  /** What takes its work back for the next round, not timed. */
  readonly after?: readonly string[];
}

/** Wall-clock milliseconds of each round, in the order of the rounds. */
export type Timings = ReadonlyMap<string, readonly number[]>;

/**
 * Times commands in turns, so that a busy moment of the machine hits all of them alike; who begins
 * changes with every round. Each is run once before, to have its files in memory.
 * @throws Error when a command does not end with 0
 */
export function alternate(contenders: readonly Contender[], rounds: number): Timings {
  const timings = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (const contender of contenders) timeOnce(contender);
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? contenders : [...contenders].reverse();
    for (const contender of order) timings.get(contender.name)?.push(timeOnce(contender));
  }
  return timings;
}

function timeOnce({ name, args, after }: Contender): number {
  const began = process.hrtime.bigint();
  run(name, args);
  const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
  if (after) run(`what takes ${name} back`, after);
  return milliseconds;
}

function run(name: string, args: readonly string[]): void {
  const options = { encoding: "utf8", maxBuffer: 1e9 } as const;
  const { status, stderr } = spawnSync(process.execPath, args, options);
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
}

/** The value in the middle, or between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (low === undefined || high === undefined) throw new Error("there is no median of nothing");
  return (low + high) / 2;
}

/** The median of `ours / theirs`, round by round: steadier than the ratio of two medians. */
export function pairedRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((time, round) => time / (theirs[round] ?? Number.NaN)));
}

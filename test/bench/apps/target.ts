import type { Result } from "./measure.ts";

/** What a session may cost on the JSON route, as CPU time relative to no session. */
const most = { own: 1.1, library: 1.25 } as const;
/** Where a library itself costs more than that: the part of its cost that has to be gone. */
const removed = 0.3;

export interface Verdict {
  readonly kept: boolean;
  /** For the table: "≤ 1.25", or "≤ 2.10: 30 % off the library bare". */
  readonly limit: string;
}

/**
 * Judges the JSON route of a generated application; undefined for what has no target.
 * @param all the results of the run: the library's bare sample is looked up among them
 */
export function verdict(result: Result, all: readonly Result[]): Verdict | undefined {
  const { library, bare, route, ratio } = result;
  if (bare || route !== "json") return undefined;
  const plain = library === "server-session" ? most.own : most.library;
  if (ratio.median <= plain) return { kept: true, limit: `≤ ${plain.toFixed(2)}` };
  const relieved = relievedLibrary(result, all);
  if (library === "server-session" || relieved === undefined || relieved <= plain) {
    return { kept: false, limit: `≤ ${plain.toFixed(2)}` };
  }
  const limit = `≤ ${relieved.toFixed(2)}: ${removed * 100} % off the library bare`;
  return { kept: ratio.median <= relieved, limit };
}

/**
 * What this application would show if its sessions cost what the library costs bare, less the part
 * that has to be gone. In milliseconds, because the same cost is a larger share of a cheaper route.
 */
function relievedLibrary({ library, without }: Result, all: readonly Result[]) {
  const bare = all.find(
    (other) => other.bare && other.library === library && other.route === "json",
  );
  return bare && 1 + (bare.cost.median * (1 - removed)) / without.cpu.median;
}

import { type Language, type PackageManager, packageManagers } from "../scaffold/answers.ts";
import type { Catalogue } from "../stack/catalogue.ts";
import { explain, explainPart } from "../stack/explain.ts";
import { nearest } from "../stack/nearest.ts";
import { UsageError } from "./errors.ts";

/** All that `scaffold` can be told; whatever is undefined is still open. */
export interface Wishes {
  readonly directory?: string | undefined;
  readonly router?: string | undefined;
  readonly auth?: string | undefined;
  readonly store?: string | undefined;
  /** What comes on top of the stack, by id. */
  readonly extras?: readonly string[] | undefined;
  readonly language?: Language | undefined;
  readonly pm?: PackageManager | undefined;
  readonly install?: boolean | undefined;
  readonly git?: boolean | undefined;
}

/** Every wish settled. */
export type Settled = { readonly [Key in keyof Wishes]-?: NonNullable<Wishes[Key]> };

/**
 * Refuses what cannot be granted as early as it is known, before anything is asked.
 * @throws UsageError naming the nearest values that exist
 */
export function checkWishes(wishes: Wishes, catalogue: Catalogue): void {
  for (const part of ["auth", "store", "router"] as const) {
    const id = wishes[part];
    const problem = id === undefined ? undefined : explainPart(part, id, catalogue);
    if (problem && !problem.valid) throw impossible(problem);
  }
  if (wishes.pm !== undefined && !packageManagers.includes(wishes.pm)) {
    const close = nearest(wishes.pm, packageManagers);
    const possible = close.length > 0 ? close : packageManagers;
    throw impossible({
      part: "pm",
      reason: `There is no package manager "${wishes.pm}".`,
      nearest: possible,
    });
  }
}

/** @throws UsageError when the parts of the stack do not fit together, saying why */
export function checkStack(settled: Settled, catalogue: Catalogue): void {
  const { auth, store, router, extras } = settled;
  const found = explain({ auth, store, router, extras }, catalogue);
  if (!found.valid) throw impossible(found);
}

function impossible(problem: {
  readonly part: string;
  readonly reason: string;
  readonly nearest: readonly string[];
}): UsageError {
  const { part, reason, nearest: possible } = problem;
  const advice =
    possible.length > 0 ? ` Possible: ${possible.map((id) => `--${part} ${id}`).join(", ")}.` : "";
  return new UsageError(`${reason}${advice}`, { part, nearest: possible });
}

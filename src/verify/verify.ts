import type { Address } from "./address.ts";
import { type Comparison, compare } from "./compare.ts";
import { type Outcome, probe } from "./probe.ts";
import type { Visitor } from "./visitor.ts";

/** One line of the guard table: what a visitor gets at an address of both applications. */
export interface Verification {
  readonly route: string;
  readonly path: string;
  readonly visitor: string;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly comparison: Comparison;
}

export interface VerifyOptions {
  /** Origin of the application as it was. */
  readonly before: string;
  /** Origin of the application as it is. */
  readonly after: string;
  readonly addresses: readonly Address[];
  readonly visitors: readonly Visitor[];
  readonly signal?: AbortSignal;
}

/**
 * Asks two running applications for the same addresses as the same visitors, one after the other,
 * and compares what they answer. Nothing but GET is sent.
 * @throws ProbeError when one of them does not answer
 * @throws the reason of `signal`, when that is aborted
 */
export async function* verify(options: VerifyOptions): AsyncGenerator<Verification> {
  const { addresses, visitors, signal } = options;
  for (const { route, path } of addresses) {
    for (const visitor of visitors) {
      signal?.throwIfAborted();
      const before = await twice(options.before, path, visitor);
      const after = await twice(options.after, path, visitor);
      yield {
        ...{ route, path, visitor: visitor.name },
        ...{ before: before[0], after: after[0], comparison: compare(before, after) },
      };
    }
  }
}

async function twice(
  origin: string,
  path: string,
  visitor: Visitor,
): Promise<readonly [Outcome, Outcome]> {
  return [await probe(origin, path, visitor), await probe(origin, path, visitor)];
}

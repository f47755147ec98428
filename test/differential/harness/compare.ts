import type { Observation } from "./observe.ts";
import { withoutComments } from "./read-page.ts";
import type { Sample } from "./sample.ts";

/** One thing that is not as it was, or not as it must be. */
export interface Difference {
  readonly url: string;
  readonly visitor: string;
  /** What differs, e.g. `status` or `location`. */
  readonly aspect: string;
  readonly before: string;
  readonly after: string;
}

const nothing = "(nothing)";

/** Numbers that only the Pages Router can answer, by those that browsers follow alike after a GET. */
const alike: Readonly<Record<string, string>> = { "301": "308", "302": "307", "303": "307" };

/** Everything in which two runs of the same probes differ. A probe in one run only is a difference. */
export function compare(
  before: readonly Observation[],
  after: readonly Observation[],
): Difference[] {
  const keyOf = ({ visitor, url }: Observation) => `${visitor} ${url}`;
  const earlier = new Map(before.map((one) => [keyOf(one), one]));
  const later = new Map(after.map((one) => [keyOf(one), one]));
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((key) =>
    compareOne(earlier.get(key), later.get(key)),
  );
}

/** A 404 that is drawn in the browser is compared there: its screens are, like all others. */
function compareOne(before?: Observation, after?: Observation): Difference[] {
  const [was, is] = [before?.aspects ?? {}, after?.aspects ?? {}];
  if (was.status === "404" && is.drawn) return differencesIn(["status", "type"], before, after);
  return differencesIn([...new Set([...Object.keys(was), ...Object.keys(is)])], before, after);
}

function differencesIn(
  aspects: readonly string[],
  before?: Observation,
  after?: Observation,
): Difference[] {
  const { url = "", visitor = "" } = before ?? after ?? {};
  return aspects.flatMap((aspect) => {
    const [was, is] = [before?.aspects[aspect] ?? nothing, after?.aspects[aspect] ?? nothing];
    if (was === is || (aspect === "status" && alike[was] === is)) return [];
    return [{ url, visitor, aspect, before: was, after: is }];
  });
}

/**
 * Where a guard of the sample does not do what the sample says: it lets somebody in whom it should
 * keep out, it keeps out whom it should let in, or its answer to the former holds the secret.
 */
export function faultsOfGuards(sample: Sample, run: readonly Observation[]): Difference[] {
  return run.flatMap((observation) => {
    const { route, url, visitor, status, body } = observation;
    const { guard, urls } = sample.routes[route] ?? {};
    if (!guard || urls?.[0] !== url) return [];
    const has = withoutComments(body).includes(guard.secret);
    const answer = `${status}, ${has ? "with" : "without"} "${guard.secret}"`;
    const fault = (before: string) => [{ url, visitor, aspect: "guard", before, after: answer }];
    if (guard.opensFor.includes(visitor)) {
      return status === 200 && has ? [] : fault("lets in");
    }
    const keptOut = (status >= 300 && status < 400) || [401, 403, 404].includes(status);
    return keptOut && !has ? [] : fault("keeps out");
  });
}

import semver from "semver";
import { packageOf } from "../../src/stack/versions.ts";

/** The oldest Node.js that generated projects run on. */
export const floor = "20.9.0";

/** A version of a package as the registry tells it. */
export interface Published {
  readonly version: string;
  /** `engines.node` of its package.json. */
  readonly node?: string | undefined;
}

/** What is newer than the version of the catalogue. */
export interface Newer {
  /** As in `versions`: `pg`, or `next-auth@5`. */
  readonly key: string;
  readonly current: string;
  /** The newest version there is. */
  readonly newest: Published;
  /** The newest one that runs on the floor, unless that is the current one. */
  readonly usable?: string;
}

/** Types of Node.js are those of the floor: newer ones would let through what it does not have. */
const ranges: Readonly<Record<string, string>> = { "@types/node": `^${semver.major(floor)}` };

/**
 * Compares a version of the catalogue with those that are published. Pre-releases count only where the
 * catalogue has one itself.
 * @param key as in `versions`; a key with a major version (`next-auth@5`) stays within it
 * @param others the keys beside it, so that `next-auth` leaves version 5 to `next-auth@5`
 * @returns undefined where nothing is newer
 */
export function newerThan(
  key: string,
  current: string,
  published: readonly Published[],
  others: readonly string[] = [],
): Newer | undefined {
  const name = packageOf(key);
  const own = majorOf(key);
  const taken = others.filter((other) => other !== key && packageOf(other) === name).map(majorOf);
  const early = semver.prerelease(current) !== null;
  const fits = ({ version }: Published) =>
    semver.gt(version, current) &&
    (early || semver.prerelease(version) === null) &&
    (own === undefined || semver.major(version) === own) &&
    !taken.includes(semver.major(version)) &&
    semver.satisfies(version, ranges[name] ?? "*", { includePrerelease: early });
  const sorted = published.filter(fits).sort((a, b) => semver.rcompare(a.version, b.version));
  const [newest] = sorted;
  if (!newest) return undefined;
  const usable = sorted.find(({ node }) => !node || semver.satisfies(floor, node));
  return { key, current, newest, ...(usable && { usable: usable.version }) };
}

function majorOf(key: string): number | undefined {
  const major = key.slice(packageOf(key).length + 1);
  return major ? Number(major) : undefined;
}

import type { Change } from "../changeset/change.ts";
import { isBinary, newContent, oldContent } from "../changeset/diff.ts";
import type { MigrationResult, Reason, RouteResult, Verdict } from "../migrate/types.ts";

/** A file before and after, as texts; neither where it is not text. */
export interface FileVersions {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Lines of a source around the one that a reason is about. */
export interface Excerpt {
  /** Number of the first line, counted from 1. */
  readonly first: number;
  readonly lines: readonly string[];
}

export interface ReportReason extends Reason {
  readonly excerpt?: Excerpt;
}

export interface ReportRoute extends Omit<RouteResult, "reasons"> {
  readonly reasons: readonly ReportReason[];
  /** The files that the route becomes; the old page is what each is compared with. */
  readonly files: readonly FileVersions[];
}

/** Everything that a report shows, whatever its form. */
export interface Report {
  /** Name of the project's folder. */
  readonly project: string;
  readonly version: string;
  /** Whether the change set was written. */
  readonly applied: boolean;
  readonly totals: Readonly<Record<Verdict, number>>;
  readonly routes: readonly ReportRoute[];
  /** Changed files that belong to no single route: the shell, components, importers. */
  readonly files: readonly FileVersions[];
  readonly notes: readonly Reason[];
}

const around = 2; // lines of an excerpt before and after the one it is about

/**
 * What a report of a migration shows.
 * @param read text of a file as it was before the migration
 */
export function reportOf(
  { routes, notes, changeSet }: MigrationResult,
  facts: Pick<Report, "project" | "version" | "applied">,
  read: (path: string) => string | undefined,
): Report {
  const changes = new Map(changeSet.changes().map((change) => [change.path, change]));
  const totals = { native: 0, bridge: 0, left: 0 };
  for (const { verdict } of routes) totals[verdict] += 1;
  const own = new Set(routes.flatMap(({ writes }) => writes));
  return {
    ...facts,
    totals,
    routes: routes.map((route) => ({
      ...route,
      reasons: route.reasons.map((reason) => withExcerpt(reason, read)),
      files: route.writes.flatMap((path) => versions(changes.get(path), read(route.file))),
    })),
    files: [...changes.values()]
      .filter(({ path }) => !own.has(path))
      .flatMap((change) => versions(change)),
    notes,
  };
}

/** @param origin what a file that is new was made of */
function versions(change: Change | undefined, origin = ""): FileVersions[] {
  if (!change || isBinary(change)) return [];
  const before = change.kind === "create" ? origin : oldContent(change).toString("utf8");
  return [{ path: change.path, before, after: newContent(change).toString("utf8") }];
}

function withExcerpt(reason: Reason, read: (path: string) => string | undefined): ReportReason {
  const lines = read(reason.file)?.split(/\r?\n/);
  if (!lines || lines.length < reason.line) return reason;
  const first = Math.max(1, reason.line - around);
  return { ...reason, excerpt: { first, lines: lines.slice(first - 1, reason.line + around) } };
}

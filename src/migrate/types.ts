import type { ChangeSet } from "../changeset/changeset.ts";

/**
 * What becomes of a route; docs/decisions/0005 and 0013 say when it is which. For a page that moves it is
 * the verdict of its `getServerSideProps`; what became of `_app` is told in the notes.
 */
export type Verdict = "native" | "bridge" | "left";

/** Why a verdict is what it is, at the place that decided it. */
export interface Reason {
  /** Stable identifier for machines, e.g. `wrapped`. */
  readonly code: string;
  /** One or two sentences for people: what stands in the way, and what to do. */
  readonly message: string;
  /** Path relative to the root that was given, with `/`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** What keeps a visitor out of a page: an outcome, and the conditions that lead to it. */
export interface GuardRecord {
  /**
   * `answer`: an API route refuses with its status. `as-before`: decided by code that runs as it did;
   * what it answers is not listed.
   */
  readonly outcome: "redirect" | "not-found" | "answer" | "as-before";
  /** Source text of the redirect's destination, e.g. `"/login"`. */
  readonly target?: string;
  /** Status that a visitor gets: 307, 308, 401, 403 or 404; none where it was not read. */
  readonly status?: number;
  /** The code that decides, where the outcome was not read, e.g. `withUser(…)`. */
  readonly decidedBy?: string;
  /** Source text of the conditions around it, outermost first; `!(…)` for an else branch. */
  readonly conditions: readonly string[];
  /** Where it stands in the original. */
  readonly file: string;
  readonly line: number;
}

export interface RouteResult {
  /** As Next writes it: `/posts/[id]`. */
  readonly route: string;
  /** The file in pages/ that the route was, or still is. */
  readonly file: string;
  readonly kind: "page" | "api";
  readonly verdict: Verdict;
  /** Empty for native; for bridge what kept it from being native; at least one for the others. */
  readonly reasons: readonly Reason[];
  readonly guards: readonly GuardRecord[];
  /** Files that the route lives in after the change set is applied. */
  readonly writes: readonly string[];
}

export interface MigrationResult {
  /** Everything that is to be written; its paths are relative to the root that was given. */
  readonly changeSet: ChangeSet;
  /** Every page and API route that reads a session on the server, in the order of the routes. */
  readonly routes: readonly RouteResult[];
  /** What a person should know beyond single routes. */
  readonly notes: readonly Reason[];
  readonly project: {
    /** Folder of the Next.js application below the root; `""` when it is the root. */
    readonly folder: string;
    /** e.g. `16.4.6`; undefined where it cannot be found out. */
    readonly next?: string;
  };
}

/** How far a migration goes: `auto` bridges what cannot be native. */
export type MigrationStyle = "native" | "bridge" | "auto";

export interface MigrateOptions {
  /** `native` leaves what cannot be rewritten, `bridge` rewrites nothing; `auto` where not given. */
  readonly style?: MigrationStyle;
  /** Route patterns (`/posts/[id]`) or page files to move; everything that can be where not given. */
  readonly only?: readonly string[];
  /** Put a comment above each line that keeps a page in pages/. */
  readonly todo?: boolean;
}

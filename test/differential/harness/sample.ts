import type { Page } from "playwright-core";

/** Where a visitor comes in. */
export interface Place {
  /** e.g. `http://localhost:4100`, without a slash at the end. */
  readonly origin: string;
  /** Folder whose node_modules the application uses. */
  readonly modules: string;
}

/** Something a person does on a page after it has hydrated. */
export type Act = (page: Page) => Promise<void>;

/** What is expected of one route of a sample; the differential run itself needs only `urls`. */
export interface RouteSample {
  /**
   * Paths with queries to probe, of API routes also as `PUT /api/a {"b":1}`. The first is one that
   * opens for those who may see the page.
   */
  readonly urls: readonly [string, ...string[]];
  /**
   * `moved`: native or bridge, whichever it can be by now. `none`: no session code, so the route is not
   * migrated and has no verdict.
   */
  readonly verdict: "native" | "bridge" | "moved" | "none" | { readonly left: string };
  readonly guard?: {
    /** Names of the visitors who see the page; each of the others is kept out. */
    readonly opensFor: readonly string[];
    /** Words that nobody else may receive, not even in the body of a redirect. */
    readonly secret: string;
  };
  /** Done by everybody who sees the first URL; what is to be read afterwards is compared too. */
  readonly acts?: Readonly<Record<string, Act>>;
}

/** An application of the Pages Router, who visits it, and what its routes are. */
export interface Sample {
  readonly name: string;
  readonly folder: string;
  /** Environment of the running server. */
  readonly environment: (origin: string) => Readonly<Record<string, string>>;
  /** Each visitor by name: gives the Cookie header that this visitor sends, or "". */
  readonly visitors: Readonly<Record<string, (place: Place) => Promise<string>>>;
  /**
   * What the visitor `expired` had before: a session made the same way, still valid, of the visitor
   * `as`. Shows that nothing but time keeps `expired` out.
   */
  readonly beforeExpiry: { readonly as: string; readonly enter: (place: Place) => Promise<string> };
  /** By route pattern, as Next writes it: `/plots/[plot]`. Every route in pages/ has one. */
  readonly routes: Readonly<Record<string, RouteSample>>;
  /** Paths that no route answers. */
  readonly nowhere: readonly string[];
  /**
   * How to take the guards out of migrated routes, to see that the comparison notices.
   * Each is given every file of its route, and changes at least one.
   */
  readonly broken: Readonly<Record<string, (source: string) => string>>;
}

import type { CompatModules } from "../compat/repoint.ts";
import type { GuardFunctions } from "../guards/functions.ts";

/** A dynamic part of a route, see src/project/routes.ts. */
export interface PageParam {
  readonly name: string;
  readonly kind: "one" | "rest" | "optional-rest";
}

/** What has to be known of the project to move one page; the page's own text says the rest. */
export interface PageFacts {
  /** The page in pages/; every path is relative to one root. */
  readonly path: string;
  /** The route file that it becomes, and the client file beside it. */
  readonly pageFile: string;
  readonly clientFile: string;
  /** The file for what both of them use, written only where there is such a thing. */
  readonly sharedFile: string;
  /** As Next writes it: `/posts/[id]`. */
  readonly pattern: string;
  readonly params: readonly PageParam[];
  /** The wrappers and helpers of the project; only a migration of a whole project knows them. */
  readonly functions?: GuardFunctions;
  /** Major version of Next that the project runs on. */
  readonly nextMajor: number;
  readonly cacheComponents: boolean;
  /** Whether next.config sets `trailingSlash`, which changes the addresses that a page sees. */
  readonly trailingSlash: boolean;
  /** Where the options of next-auth can be imported from, for readers that take none. */
  readonly authOptions?: { readonly module: string; readonly name: string };
  /** Properties of the page component that `_app` reads, such as `getLayout`. */
  readonly staticsOfShell: ReadonlySet<string>;
  /** Whether `_app` takes the `session` out of the props, so that no page gets it. */
  readonly shellKeepsSession: boolean;
  /** The modules that bring `_app` to the page, where `_app` goes on rendering around it. */
  readonly bridgedShell?: CompatModules;
  /**
   * The modules that bring the router of pages/ to the page, where `_app` was rewritten and the page,
   * or a component of it, does with the router what next/navigation cannot.
   */
  readonly pageRouter?: CompatModules;
  /** Whether the shell sets a `<title>` that one in the page would have to override. */
  readonly shellHasTitle: boolean;
}

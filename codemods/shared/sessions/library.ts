/** What an argument of a reader is, seen from `getServerSideProps`. */
export type ArgumentRole = "context" | "request" | "response" | "request-object" | "options";

/** One accepted way to call a reader, argument by argument. */
export type CallForm = readonly ArgumentRole[];

/** A function that reads the session of the visitor on the server. */
export interface Reader {
  /** The name that the library exports. */
  readonly name: string;
  /** Modules that export it. */
  readonly from: readonly string[];
  /** The ways to call it that are right; any other way leaves the page. */
  readonly forms: readonly CallForm[];
  /** How a server component reads the same session. */
  readonly equivalent: {
    readonly name: string;
    readonly from: string;
    /** What remains of the arguments: the options as they were given, or the project's own. */
    readonly options: "kept" | "of-project";
  };
}

/**
 * A library that keeps sessions, as far as a migration has to know it. Adding a library is adding
 * an entry to `libraries` in known.ts.
 */
export interface SessionLibrary {
  readonly id: string;
  /** Name on npm, whose version is looked up. */
  readonly package: string;
  /** Major version that the entry describes. */
  readonly major: number;
  /** First version whose readers work in a server component. */
  readonly since: { readonly minor: number; readonly reason: string };
  readonly readers: readonly Reader[];
}

import type { PageParam } from "../page/facts.ts";

/** What the analysis of one API route has to know of its project. Paths are relative to one root. */
export interface ApiFacts {
  /** The file in pages/api. */
  readonly path: string;
  /** The route handler that it becomes: `app/api/posts/[id]/route.ts`. */
  readonly routeFile: string;
  /** Where the handler goes if its module exports more than it: `app/api/posts/[id]/handler.ts`. */
  readonly handlerFile: string;
  /** The module that reads bodies and queries as the Pages Router does, without its ending. */
  readonly compatFile: string;
  readonly params: readonly PageParam[];
  readonly nextMajor: number;
  readonly cacheComponents: boolean;
  /** Where the options of next-auth can be imported from. */
  readonly authOptions?: { readonly module: string; readonly name: string };
}

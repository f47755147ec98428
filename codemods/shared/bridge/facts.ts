import type { PageFacts } from "../page/facts.ts";

/** What has to be known of the project to bridge one page. */
export interface BridgeFacts extends PageFacts {
  /** The file for `getServerSideProps`, without its ending: `app/posts/server-side-props`. */
  readonly serverPropsFile: string;
  /** The module that runs it, without its ending. */
  readonly compatFile: string;
  /** The locale of a project that has only this one. */
  readonly onlyLocale?: string;
}

import { repointRouter, repointToCompat } from "../compat/repoint.ts";
import type { Edit } from "../editing/edits.ts";
import { folderOf } from "../editing/specifiers.ts";
import { convertHead } from "../head/convert.ts";
import type { PageFacts } from "../page/facts.ts";
import { convertRouter } from "../router/convert.ts";
import type { ParsedModule } from "../syntax/parse.ts";
import type { Scopes } from "../syntax/scopes.ts";

/** What becomes of the router and the head in the client file of a page. */
export interface Conversions {
  readonly edits: readonly Edit[];
  /** Field of `metadata` → text, for the route file. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Whether pages/ could not use the client file any longer. */
  readonly convertsRouter: boolean;
}

/**
 * Takes a page from `next/router` and `next/head` to what the App Router has.
 * @param serverRange where `getServerSideProps` stands, whose names go to another file
 * @throws NotUnderstood at the first use that would mean something else there
 */
export function convertPage(
  module: ParsedModule,
  scopes: Scopes,
  facts: PageFacts,
  serverRange: readonly [number, number],
): Conversions {
  if (facts.bridgedShell) {
    // below _app the router and the head come from the modules that serve both routers
    const edits = repointToCompat(module, facts.bridgedShell, folderOf(facts.clientFile));
    return { edits, metadata: new Map(), convertsRouter: true };
  }
  const head = convertHead(module, facts);
  const router = facts.pageRouter
    ? repointRouter(module, facts.pageRouter, folderOf(facts.clientFile))
    : convertRouter(module, scopes, { ...facts, serverRange });
  return {
    edits: [...head.edits, ...router],
    metadata: head.metadata,
    convertsRouter: router.length > 0 || facts.pageRouter !== undefined,
  };
}

import { folderOf, specifierTo } from "../editing/specifiers.ts";
import { lineBreakOf } from "../editing/statements.ts";
import { importStyle } from "../page/imports.ts";
import { componentName, inStyle, metadataExport } from "../page/route-exports.ts";
import type { SplitPage } from "../page/split.ts";
import type { BridgeFacts } from "./facts.ts";
import type { PageConfig } from "./page-config.ts";

/** What a route file says besides putting the others together. */
export interface RouteParts {
  /** Name that the component has in the page, where it has one. */
  readonly component: string | undefined;
  readonly config: PageConfig;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Names that the file has already. */
const TAKEN = new Set(["serverSidePage", "getServerSideProps", "Metadata"]);

/** The route file of a bridged page: it hands `getServerSideProps` and the component to the bridge. */
export function routeFile(
  { module }: SplitPage,
  facts: BridgeFacts,
  { component, config, metadata }: RouteParts,
): string {
  const style = importStyle(module);
  const folder = folderOf(facts.pageFile);
  const from = (file: string): string => `"${specifierTo(folder, file)}"`;
  const own = component && /^[A-Z]/.test(component) ? component : componentName(facts.pattern);
  const Page = TAKEN.has(own) ? `${own}Client` : own;
  const typed = metadata.size > 0 && module.isTypeScript;
  const imports = [
    ...(typed ? ['import type { Metadata } from "next";'] : []),
    `import { serverSidePage } from ${from(facts.compatFile)};`,
    `import ${Page} from ${from(facts.clientFile.replace(/\.\w+$/, ""))};`,
    `import { getServerSideProps } from ${from(facts.serverPropsFile)};`,
  ];
  const exports = [
    ...renderingOf(facts),
    ...config.exports,
    ...(metadata.size > 0 ? [metadataExport(metadata, module.isTypeScript)] : []),
  ];
  const fields = [
    `  route: ${JSON.stringify(facts.pattern)},`,
    "  getServerSideProps,",
    Page === "Page" ? "  Page," : `  Page: ${Page},`,
    ...(facts.onlyLocale === undefined ? [] : [`  locale: ${JSON.stringify(facts.onlyLocale)},`]),
    ...(facts.shellKeepsSession ? ["  withoutSession: true,"] : []),
  ];
  const page = `export default serverSidePage({\n${fields.join("\n")}\n});`;
  const lines = (statements: readonly string[]): string =>
    statements.map((statement) => inStyle(statement, style)).join("\n");
  const sections = [lines(imports), lines(exports), inStyle(page, style)].filter(Boolean);
  return `${sections.join("\n\n")}\n`.replace(/\r?\n/g, lineBreakOf(module.text));
}

/** The bridge reads the headers first, which Next.js takes for a page of each request. */
function renderingOf({ cacheComponents, nextMajor }: BridgeFacts): string[] {
  if (cacheComponents) return ["export const instant = false;"];
  // where `fetch` is cached unless the page says this
  return nextMajor < 15 ? ['export const dynamic = "force-dynamic";'] : [];
}

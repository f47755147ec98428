import { lineOf, rangeOf } from "../../../codemods/shared/syntax/parse.ts";
import type { Project } from "../../project/project.ts";
import type { Route } from "../../project/routes.ts";
import type { Reason } from "../types.ts";
import { PageFlow } from "./page-flow.ts";

interface Check {
  readonly code: string;
  readonly pattern: RegExp;
  readonly message: string;
}

/** What the bridge cannot give or do, looked for in texts: found too often, not too seldom. */
const CHECKS: readonly Check[] = [
  {
    code: "request-socket",
    pattern: /\b(?:socket|connection)\??\.remoteAddress\b/,
    message: "The App Router does not tell the address that a request comes from.",
  },
  {
    code: "preview-data",
    pattern: /\bpreviewData\b/,
    message: "The App Router has draft mode, which carries no preview data.",
  },
];

/**
 * What `getServerSideProps` of a page, or code of the project that it reaches, wants of the context
 * or of a redirect and would not get from the bridge.
 */
export function contextObstacles(project: Project, route: Route): Reason[] {
  const checks = [...CHECKS, ...addressChecks(project)];
  return reachedTexts(project, route).flatMap(({ file, text, line }) =>
    checks.flatMap(({ code, pattern, message }): Reason[] => {
      const at = text.search(pattern);
      if (at < 0) return [];
      return [{ code, message, file, line: line + text.slice(0, at).split("\n").length - 1 }];
    }),
  );
}

/** A page's `import "./setup"` acted for both sides, and has to work on the server by itself. */
export function effectObstacles(project: Project, { file }: Route): Reason[] {
  const text = project.text(file) ?? "";
  return project.graph.edges(file).flatMap(({ kind, target, specifier, offset }): Reason[] => {
    if (kind !== "side-effect") return [];
    const isForBrowser = [...project.graph.reach(target)].some(
      (reached) =>
        /^\s*["']use client["']/.test(project.text(reached) ?? "") ||
        project.graph
          .references(reached)
          .some((reference) => reference.kind !== "type" && BROWSER.test(reference.specifier)),
    );
    if (!isForBrowser) return [];
    const message = `getServerSideProps may need what ${specifier} does when it is imported, and that brings components of the browser.`;
    const line = text.slice(0, offset).split("\n").length;
    return [{ code: "client-module", message, file, line }];
  });
}

const BROWSER = /^(?:react|react-dom|next\/(?:router|head)|next-auth\/react)$|^react-dom\//;

/** Addresses that depend on what next.config says. */
function addressChecks({ config, text }: Project): Check[] {
  const checks: Check[] = [];
  if (config.trailingSlash) {
    checks.push({
      code: "context-use",
      pattern: /\bresolvedUrl\b|\breq(?:uest)?\.url\b/,
      message: "The address cannot be put together as it was: trailingSlash is set.",
    });
  }
  if (config.file !== undefined && /\bbasePath\b/.test(text(config.file) ?? "")) {
    checks.push({
      code: "base-path",
      pattern: /\bbasePath["']?\s*:\s*(?!true)|\bwriteHead\b|["'`]location["'`]/i,
      message: "This redirects past the basePath, and redirect() always adds it.",
    });
  }
  return checks;
}

/**
 * Whether the props that a page gets hold a `session`: undefined where the source does not say.
 */
export function givesSession(project: Project, route: Route): boolean | undefined {
  let isUnknown = false;
  for (const { text } of reachedTexts(project, route)) {
    for (const [, props = ""] of text.matchAll(/\bprops\s*:\s*(\{[^}]*|[^\s{][^,}]*)/g)) {
      if (/(?<![.\w])session\s*(?:[,:}\n]|$)/.test(props)) return true;
      isUnknown ||= /\.\.\./.test(props) || !props.startsWith("{");
    }
    if (/\bprops\.session\s*=|\bprops\s*(?:,|\}\s*;?\s*$)/m.test(text)) isUnknown = true;
  }
  return isUnknown ? undefined : false;
}

/** The text of every declaration that `getServerSideProps` of a page reaches. */
function reachedTexts(
  project: Project,
  { file }: Route,
): { readonly file: string; readonly text: string; readonly line: number }[] {
  const { declarations } = PageFlow.of(project).reach(file);
  return [...declarations].map(({ module, node }) => ({
    file: module.file,
    text: module.parsed.text.slice(...rangeOf(node)),
    line: lineOf(node),
  }));
}

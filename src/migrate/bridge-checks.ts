import type { BridgedPage } from "../../codemods/shared/bridge/bridge.ts";
import type { BridgeFacts } from "../../codemods/shared/bridge/facts.ts";
import { moduleReferences } from "../project/imports.ts";
import { atLeast } from "../project/package-json.ts";
import type { Project } from "../project/project.ts";
import type { Route } from "../project/routes.ts";
import { formatVersion } from "./project-checks.ts";
import type { Reason } from "./types.ts";

interface Check {
  readonly code: string;
  readonly pattern: RegExp;
  readonly message: string;
}

const WRITES = "which a server component cannot: it would be lost.";

/** What code below `getServerSideProps` may not do, looked for in its text: too often, not too seldom. */
const CHECKS: readonly Check[] = [
  {
    code: "cookie-write",
    pattern:
      /\bsetCookies?\s*\(|\bnookies\.(?:set|destroy)\b|\bdestroyCookie\s*\(|\bdeleteCookie\s*\(|["'`]set-cookie["'`]|\bcookies?(?:\(\))?\.(?:set|delete)\s*\(/i,
    message: `This writes a cookie while the page is made, ${WRITES}`,
  },
  {
    code: "session-write",
    pattern:
      /\bsession\??\.(?:save|destroy|commit|touch)\s*\(|\breq(?:uest)?\.session\.\w+\s*=[^=]|\bwithIronSession\w*|\bapplySession\b/,
    message: `This may write the session while the page is made, ${WRITES}`,
  },
  {
    code: "response-write",
    pattern:
      /\bres(?:ponse)?\.(?:write\s*\(|send\s*\(|json\s*\(|status(?:Code\s*=[^=]|\s*\())|\.pipe\(\s*(?:ctx\.|context\.)?res\b|\bres(?:ponse)?\.setHeader\(\s*(?!["'`](?:cache-control|set-cookie))/i,
    message: `This writes to the response, ${WRITES}`,
  },
  {
    code: "redirect-status",
    pattern: /\bstatusCode\s*:\s*30[123]\b|\bwriteHead\(\s*30[123]\b/,
    message: "A page of the App Router redirects with 307 or 308 only.",
  },
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

/** Modules that fail, or mean something else, where server components are made. */
const NOT_ON_SERVER =
  /^(?:next-auth\/react|next\/(?:router|head|document|app)|next-i18next|react-dom\/server|react-query|react-redux|styled-components|formik|swr|@emotion\/.*|@mui\/.*|@chakra-ui\/.*)$/;

const HOOKS =
  /\bimport\s[^;]*?\b(?:use[A-Z]\w*|createContext|Component|PureComponent)\b[^;]*?\bfrom\s*["']react["']/;

/**
 * What keeps a page from running its `getServerSideProps` in the App Router: things that it, or a
 * file of the project that it reaches, does or imports.
 */
export function bridgeObstacles(
  project: Project,
  route: Route,
  facts: BridgeFacts,
  page: BridgedPage,
): Reason[] {
  const reasons = nextVersion(project, route);
  const original = project.text(route.file) ?? "";
  for (const { file, text } of serverTexts(project, facts, page)) {
    const isPage = file === page.serverProps.file;
    const add = (code: string, message: string, found: string, at: number): void => {
      const [shownIn, offset] = isPage
        ? [route.file, Math.max(0, original.indexOf(found))]
        : [file, at];
      const line = (isPage ? original : text).slice(0, offset).split("\n").length;
      reasons.push({ code, message, file: shownIn, line });
    };
    for (const { code, pattern, message } of [...CHECKS, ...addressChecks(project)]) {
      const match = pattern.exec(text);
      if (match) add(code, message, match[0], match.index);
    }
    const hooks = /^\s*["']use client["']/.exec(text) ?? HOOKS.exec(text);
    if (hooks) add("client-module", CLIENT_MODULE, hooks[0], hooks.index);
    for (const { specifier, kind, offset } of moduleReferences(text)) {
      if (kind === "type" || !NOT_ON_SERVER.test(specifier)) continue;
      const message = `getServerSideProps reaches ${specifier}, which does not work where server components are made.`;
      add("client-module", message, specifier, offset);
    }
  }
  return reasons;
}

/** `permanentRedirect()` is there from Next 13.5 on. */
function nextVersion({ nextVersion: version }: Project, { file }: Route): Reason[] {
  if (!version || atLeast(version, 13, 5)) return [];
  const message = `A bridged page needs Next 13.5; the project runs on ${formatVersion(version)}. Upgrade next first.`;
  return [{ code: "next-version", message, file, line: 1 }];
}

const CLIENT_MODULE =
  "getServerSideProps reaches a module with hooks or components of the browser, which fails where server components are made.";

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
      pattern: /\bbasePath\s*:\s*false\b|\bwriteHead\b|["'`]location["'`]/i,
      message: "This redirects past the basePath, and redirect() always adds it.",
    });
  }
  return checks;
}

/**
 * Whether the props that a page gets hold a `session`: undefined where its text does not say.
 */
export function givesSession(
  project: Project,
  facts: BridgeFacts,
  page: BridgedPage,
): boolean | undefined {
  let isUnknown = false;
  for (const { text } of serverTexts(project, facts, page)) {
    for (const [, props = ""] of text.matchAll(/\bprops\s*:\s*(\{[^}]*|[^\s{][^,}]*)/g)) {
      if (/(?<![.\w])session\s*(?:[,:}\n]|$)/.test(props)) return true;
      isUnknown ||= /\.\.\./.test(props) || !props.startsWith("{");
    }
    if (/\bprops\.session\s*=|\bprops\s*(?:,|\}\s*;?\s*$)/m.test(text)) isUnknown = true;
  }
  return isUnknown ? undefined : false;
}

function serverTexts(
  project: Project,
  { serverPropsFile }: BridgeFacts,
  { serverProps }: BridgedPage,
): { readonly file: string; readonly text: string }[] {
  const reached = new Set<string>();
  for (const { specifier, kind } of moduleReferences(serverProps.text)) {
    const target = project.graph.resolve(serverPropsFile, specifier);
    if (target !== undefined && kind !== "type") project.graph.reach(target, reached);
  }
  const modules = [...reached].filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  return [serverProps, ...modules.map((file) => ({ file, text: project.text(file) ?? "" }))];
}

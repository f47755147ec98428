import { sessionReads } from "../../codemods/shared/flow/session-reads.ts";
import type { Project } from "../project/project.ts";
import type { Route } from "../project/routes.ts";
import { PageFlow } from "./pages/page-flow.ts";

/**
 * Names that read a session on the server, in the libraries met in real projects: what is gone by
 * where code cannot be followed.
 */
const READERS = new RegExp(
  [
    "getServerSession",
    "unstable_getServerSession",
    "getToken",
    "getIronSession",
    "withIronSession\\w*",
    "withSession\\w*",
    "withAuth\\w*",
    "jwtVerify",
    "jwt\\.verify",
    "getAuth",
    "buildClerkProps",
    "withServerSideAuth",
    "withPageAuthRequired",
    "withUserTokenSSR",
    "withAuthUserTokenSSR",
    "verifySessionCookie",
    "createPagesServerClient",
    "createServerSupabaseClient",
    "createServerClient",
    "validateRequest",
    "nookies",
    "parseCookies",
    "req\\??\\.cookies",
    "headers\\??\\.(?:cookie|authorization)",
    "api\\.getSession",
    "getSession(?=\\s*\\(\\s*[^)\\s])",
  ]
    .map((name) => `(?:${name})`)
    .join("|")
    .replace(/^/, "(?<![\\w$])(?:")
    .replace(/$/, ")(?![\\w$])"),
);

/** Whether a text mentions a call that reads a session on the server. */
export function mentionsReader(text: string): boolean {
  return READERS.test(text);
}

/**
 * The routes of pages/ that read a session on the server: pages with `getServerSideProps` and API
 * routes, where what they reach, declaration by declaration, reads one. Code that cannot be
 * followed to its end counts where the files that it stands in name a reader. The route of
 * next-auth itself makes sessions, and is not one of them.
 */
export function sessionRoutes(project: Project): Route[] {
  const flow = PageFlow.of(project);
  const mentions = new Map<string, boolean>();
  const fileMentions = (file: string): boolean => {
    let answer = mentions.get(file);
    if (answer === undefined) {
      answer = mentionsReader(project.text(file) ?? "");
      mentions.set(file, answer);
    }
    return answer;
  };
  return project.routes.filter((route) => {
    if (route.router !== "pages") return false;
    const text = project.text(route.file) ?? "";
    const isPage = route.kind === "page";
    if (isPage && !/\bgetServerSideProps\b/.test(text)) return false;
    if (!isPage && /\/\[\.\.\.nextauth\]$/.test(route.pattern)) return false;
    const reach = flow.reach(route.file, isPage ? "getServerSideProps" : "default");
    const takes = isPage ? (["context"] as const) : (["request", "response"] as const);
    if (sessionReads(flow.graph, reach, takes).length > 0) return true;
    const isWhole = reach.roots.length > 0 && !reach.truncated && reach.unread.length === 0;
    if (isWhole || (isPage && !exportsServerSideProps(text))) return false;
    return fileMentions(route.file) || [...project.graph.reach(route.file)].some(fileMentions);
  });
}

/** Whether the name stands in an export, and not in a comment or a type alone. */
function exportsServerSideProps(text: string): boolean {
  return /\bexport\b[^;]*\bgetServerSideProps\b/.test(text);
}

import type { Project } from "../project/project.ts";
import type { Route } from "../project/routes.ts";

/**
 * Names that read a session on the server, in the libraries met in real projects. This only says
 * which routes get a verdict; what a call means is decided on the parsed file.
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
 * routes, where they or a module that they reach name a reader. The route of next-auth itself
 * makes sessions, and is not one of them.
 */
export function sessionRoutes(project: Project): Route[] {
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
    if (route.kind === "page" && !/\bgetServerSideProps\b/.test(text)) return false;
    if (route.kind === "api" && /\/\[\.\.\.nextauth\]$/.test(route.pattern)) return false;
    return fileMentions(route.file) || [...project.graph.reach(route.file)].some(fileMentions);
  });
}

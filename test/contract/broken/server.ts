import { createServer } from "node:http";
import { change, logIn, newUser, signUp } from "./actions.ts";
import { type Answer, json, page, type Request, readRequest, redirect, status } from "./answer.ts";
import { has } from "./defects.ts";
import * as pages from "./pages.ts";
import { isSameOrigin, safeTarget, secretProblem } from "./rules.ts";
import { type Current, find, setCookie } from "./sessions.ts";
import { connected, sessions, type User, users } from "./store.ts";

// The application of a generated project in small, on plain node:http and Redis. It keeps every
// clause, unless DEFECT names the one mistake that it shall make (defects.ts).

const guarded = ["/dashboard", "/account", "/admin"];
const nobody: User = { id: "", name: "", email: "", role: "admin", password: "" };

async function handle(request: Request): Promise<Answer> {
  const { pathname } = request.url;
  if (guarded.includes(pathname) && proxyStops(request)) return toLogin(request);
  const changes = request.method !== "GET";
  const program = pathname.startsWith("/api/");
  if (changes && !isSameOrigin(request.headers)) {
    return program ? json({ error: "forbidden_origin" }, 403) : status(403, "From another site.");
  }
  if (request.method === "POST" && pathname === "/login") return logIn(request);
  if (request.method === "POST" && pathname === "/signup") return signUp(request);

  const found = await find(request.cookie);
  const answer = program ? await api(request, found?.current) : await site(request, found?.current);
  if (found?.renewed) answer.headers["set-cookie"] ??= setCookie(found.current.id);
  return answer;
}

/** The cheap look at the cookie that stands in front of the pages. */
function proxyStops({ cookie, headers }: Request): boolean {
  if (process.env.WITHOUT_PROXY || headers["x-middleware-subrequest"]) return false;
  return cookie === undefined;
}

async function site(request: Request, current: Current | undefined): Promise<Answer> {
  const { pathname, searchParams } = request.url;
  const next = searchParams.get("next") ?? "";
  if (request.method === "POST")
    return current ? change(pathname, request, current) : redirect("/login");
  switch (pathname) {
    case "/":
      return page(pages.home(current?.user));
    case "/login":
      return current ? redirect("/dashboard") : page(pages.login(next, "", {}));
    case "/signup":
      return current ? redirect("/dashboard") : page(pages.signup(""));
    case "/session/refresh":
      return redirect(safeTarget(next));
  }
  const data = /^\/_next\/data\/broken(\/\w+)\.json$/.exec(pathname)?.[1];
  if (data && guarded.includes(data)) return pageData(data, current);
  if (!guarded.includes(pathname)) return status(404, "Not found.");
  if (!current && !has("guards-in-the-proxy-only")) return toLogin(request);
  const user = current?.user ?? nobody;
  if (pathname === "/dashboard") return page(pages.dashboard(user));
  if (pathname === "/admin") {
    return user.role === "admin"
      ? page(pages.admin(user, await users.all()))
      : status(403, "Not for you.");
  }
  if (!current) return toLogin(request);
  return page(pages.account(user, await sessions.of(user.id), current.session));
}

/** The props of a page, for clients that have the page already. */
async function pageData(path: string, current: Current | undefined): Promise<Answer> {
  if (!current && !has("guards-no-page-data")) return json({ redirect: "/login" });
  if (path !== "/admin") return json({ viewer: current?.user.email ?? nobody });
  if (current && current.user.role !== "admin") return json({ refusal: "forbidden" });
  return json({ viewer: current?.user.email ?? nobody, users: await users.all() });
}

async function api(request: Request, current: Current | undefined): Promise<Answer> {
  const { pathname } = request.url;
  if (!current) {
    return has("redirects-programs") ? redirect("/login") : json({ error: "unauthenticated" }, 401);
  }
  const { id, email, name, role } = current.user;
  if (pathname === "/api/admin/users") {
    const allowed = role === "admin" || has("wrong-role-is-served");
    return allowed
      ? json({ users: (await users.all()).map((user) => user.email) })
      : json({ error: "forbidden" }, 403);
  }
  if (request.method === "PATCH") {
    await users.save({ ...current.user, name: JSON.parse(request.body.toString()).name });
    return json({ ok: true });
  }
  return json({ user: { id, email, name, role } });
}

function toLogin({ url }: Request): Answer {
  if (has("meta-refresh")) return page('<meta http-equiv="refresh" content="0;url=/login">');
  if (has("no-way-back")) return redirect("/login");
  return redirect(`/login?next=${encodeURIComponent(url.pathname + url.search)}`);
}

function failure(error: unknown, program: boolean): Answer {
  if (has("shows-errors")) return status(503, `Error\n    at ${(error as Error).stack}`);
  if (has("throws-on-bad-cookies")) return status(500, "Something went wrong.");
  return program
    ? json({ error: "store_unavailable" }, 503)
    : status(503, "Please try again soon.");
}

const problem = secretProblem(process.env.SESSION_SECRET);
if (problem) {
  console.error(problem);
  process.exit(1);
}
await connected();
const { DEMO_USER_EMAIL, DEMO_USER_PASSWORD, DEMO_ADMIN_EMAIL, DEMO_ADMIN_PASSWORD } = process.env;
await newUser("Demo User", DEMO_USER_EMAIL ?? "", DEMO_USER_PASSWORD ?? "", "user");
await newUser("Demo Admin", DEMO_ADMIN_EMAIL ?? "", DEMO_ADMIN_PASSWORD ?? "", "admin");

createServer(async (message, response) => {
  const program = message.url?.startsWith("/api/") ?? false;
  const answer = await readRequest(message)
    .then(handle)
    .catch((error: unknown) => failure(error, program));
  response.writeHead(answer.status, answer.headers).end(answer.body);
}).listen(Number(process.env.PORT), "localhost");

import { type Project, readProject } from "../project/project.ts";
import type { Route } from "../project/routes.ts";
import { diskTree } from "../project/tree.ts";
import { type Plan, planOf } from "./plan.ts";
import { formatVersion } from "./project-checks.ts";
import { sessionRoutes } from "./session-routes.ts";
import { todoEdits } from "./todo.ts";
import type { GuardRecord, MigrateOptions, MigrationResult, Reason, RouteResult } from "./types.ts";
import { changeSetOf } from "./write.ts";

/**
 * Moves session pages of the Next.js project in `root` to the App Router, as a change set: nothing
 * is written and no code of the project runs.
 * @param root folder of the project, or of a workspace with one Next.js application
 * @throws ProjectError when there is no Next.js project to work on
 */
export async function migrate(
  root: string,
  options: MigrateOptions = {},
): Promise<MigrationResult> {
  return migrateProject(readProject(diskTree(root)), options);
}

/** {@link migrate} for a project that was read already. */
export function migrateProject(project: Project, options: MigrateOptions = {}): MigrationResult {
  const routes = sessionRoutes(project);
  const plan = planOf(project, routes, options);
  const { nextVersion } = project;
  const todos = options.todo ? todoEdits(project, plan.left) : undefined;
  return {
    changeSet: changeSetOf(project, plan, todos),
    routes: routes.map((route) => resultOf(plan, route)),
    notes: notesOf(project, plan),
    project: {
      folder: project.folder,
      ...(nextVersion ? { next: formatVersion(nextVersion) } : {}),
    },
  };
}

function resultOf(plan: Plan, route: Route): RouteResult {
  const { pattern, file, kind } = route;
  const api = plan.apiMoves.find((candidate) => candidate.route === route);
  if (api) {
    const { facts, moved } = api;
    const guards = moved.guards.map((guard) => ({ ...guard, outcome: "answer" as const, file }));
    const writes = [facts.routeFile, ...(moved.handler === undefined ? [] : [facts.handlerFile])];
    return { route: pattern, file, kind, verdict: "native", reasons: [], guards, writes };
  }
  const move = plan.moves.find((candidate) => candidate.route === route);
  if (!move) {
    const reasons = plan.left.get(route) ?? [];
    return { route: pattern, file, kind, verdict: "left", reasons, guards: [], writes: [file] };
  }
  const { facts, moved, verdict, routerReason } = move;
  const guards: GuardRecord[] = moved.guards.map((guard) => ({ ...guard, file }));
  if (verdict === "native") {
    for (const fn of move.moved.functions) {
      guards.push(...fn.guards.map((guard) => ({ ...guard, file: fn.original })));
    }
  }
  if (verdict === "bridge" && move.moved.decidedBy) {
    const { text: decidedBy, line } = move.moved.decidedBy;
    guards.push({ outcome: "as-before", decidedBy, conditions: [], file, line });
  }
  // a page is what it is whatever _app becomes, which is told in the notes; its own router is a part of it
  const around = [...(routerReason ? [routerReason] : []), ...(plan.shell.bridge?.reasons ?? [])];
  const own = verdict === "bridge" ? move.reasons : [];
  return {
    route: pattern,
    file,
    kind,
    verdict: routerReason ? "bridge" : verdict,
    reasons: routerReason || verdict === "bridge" ? [...own, ...around] : [],
    guards,
    writes: [
      facts.pageFile,
      ...(verdict === "bridge" ? [move.moved.serverProps.file] : []),
      facts.clientFile,
      ...(moved.shared === undefined ? [] : [facts.sharedFile]),
    ],
  };
}

/** What a person should know that belongs to no single route. */
function notesOf(project: Project, plan: Plan): Reason[] {
  const [first] = plan.moves;
  if (!first) return [];
  const notes: Reason[] = [
    {
      code: "session-renewal",
      message:
        "A server component cannot set cookies, so reading the session no longer renews it; SessionProvider and /api/auth/session still do.",
      file: first.facts.pageFile,
      line: 1,
    },
  ];
  for (const { message, ...place } of plan.shell.bridge?.reasons ?? []) {
    const text = `_app goes on rendering around the pages that moved, because it cannot be rewritten. ${message}`;
    notes.push({ ...place, message: text });
  }
  const middleware = project.files.find((file) => /(^|\/)(middleware|proxy)\.[jt]s$/.test(file));
  if (middleware && /_next\/data/.test(project.text(middleware) ?? "")) {
    notes.push({
      code: "middleware-data",
      message:
        "It names /_next/data, which moved pages do not use: their data has the page's own address.",
      file: middleware,
      line: 1,
    });
  }
  return notes;
}

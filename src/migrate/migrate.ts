import { ChangeSet } from "../changeset/changeset.ts";
import { type Project, readProject } from "../project/project.ts";
import type { Route } from "../project/routes.ts";
import { diskTree } from "../project/tree.ts";
import { sessionRoutes } from "./session-routes.ts";
import type { MigrateOptions, MigrationResult, Reason, RouteResult } from "./types.ts";

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
export function migrateProject(project: Project, _options: MigrateOptions = {}): MigrationResult {
  const routes = sessionRoutes(project).map((route) => left(route, [notYet(route)]));
  const { nextVersion: version } = project;
  return {
    changeSet: new ChangeSet(project.tree),
    routes,
    notes: [],
    project: {
      folder: project.folder,
      ...(version ? { next: `${version.major}.${version.minor}.${version.patch}` } : {}),
    },
  };
}

function left(route: Route, reasons: readonly Reason[]): RouteResult {
  return {
    route: route.pattern,
    file: route.file,
    kind: route.kind,
    verdict: "left",
    reasons,
    guards: [],
    writes: [route.file],
  };
}

function notYet(route: Route): Reason {
  return {
    code: "not-analysed",
    message: "This kind of route is not moved yet; it stays in pages/ and works as before.",
    file: route.file,
    line: 1,
  };
}

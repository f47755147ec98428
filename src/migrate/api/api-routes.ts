import { analyseApi, type MovedApi } from "../../../codemods/shared/api/analyse.ts";
import type { ApiFacts } from "../../../codemods/shared/api/facts.ts";
import type { Edit } from "../../../codemods/shared/editing/edits.ts";
import { isObstacle } from "../../../codemods/shared/finding.ts";
import type { Project } from "../../project/project.ts";
import type { Route } from "../../project/routes.ts";
import { compatModule, isInTheWay } from "../compat-modules.ts";
import type { Importers } from "../importers.ts";
import { reasonIn } from "../reason.ts";
import type { Shell } from "../shell/shell.ts";
import type { Reason } from "../types.ts";

/** An API route that becomes a route handler. */
export interface ApiMove {
  readonly route: Route;
  readonly facts: ApiFacts;
  readonly moved: MovedApi;
  /** Edits of the files that import it. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
}

/** Name of the module of templates/compat/ that reads bodies and queries. */
export const API_REQUEST = "api-request";

/** Analyses one API route: what it becomes, or the reasons for which it stays. */
export function apiMoveOf(
  project: Project,
  shell: Shell,
  route: Route,
  importers: Importers,
): ApiMove | readonly Reason[] {
  const facts = factsOf(project, shell, route);
  if ("code" in facts) return [facts];
  const moved = analyseApi(project.text(route.file) ?? "", facts);
  if (isObstacle(moved)) return [reasonIn(route.file, moved)];
  const inTheWay = moved.needsCompat ? isInTheWay(project, compatModule(project, API_REQUEST)) : [];
  const target = moved.handler === undefined ? facts.routeFile : facts.handlerFile;
  const edits = importers.followNames(route.file, target, moved.exports);
  if ("code" in edits) return [edits];
  return inTheWay.length > 0 ? inTheWay : { route, facts, moved, edits };
}

function factsOf(project: Project, shell: Shell, route: Route): ApiFacts | Reason {
  const { appFolder, config, tree, nextVersion } = project;
  const refuse = (code: string, message: string): Reason => ({
    code,
    message,
    file: route.file,
    line: 1,
  });
  const extension = config.pageExtensions?.find((ending) => route.file.endsWith(`.${ending}`));
  if (extension === undefined) {
    return refuse("page-extensions", "The name of the file has no equal in app/.");
  }
  const segments = route.pattern.split("/").filter(Boolean);
  const odd = segments.find((segment) => /^[_(@]/.test(segment));
  if (odd !== undefined) {
    return refuse("segment-name", `A folder \`${odd}\` has a meaning of its own in app/.`);
  }
  const same = project.routes.find((other) => other !== route && other.pattern === route.pattern);
  if (same) return refuse("route-conflict", `Another file has the same route: ${same.file}.`);
  const folder = [appFolder, ...segments].join("/");
  const routeFile = `${folder}/route.${extension}`;
  const handlerFile = `${folder}/handler.${extension.split(".").at(-1)}`;
  const taken = [routeFile, handlerFile].find((file) => tree.read(file) !== undefined);
  if (taken) return refuse("file-exists", `${taken} exists already.`);
  return {
    path: route.file,
    routeFile,
    handlerFile,
    compatFile: `${appFolder}/_compat/${API_REQUEST}`,
    params: route.params,
    nextMajor: nextVersion?.major ?? 0,
    cacheComponents: config.cacheComponents,
    ...(shell.authOptions ? { authOptions: shell.authOptions } : {}),
  };
}

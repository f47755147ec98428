import { analyseApi } from "./shared/api/analyse.ts";
import { isObstacle } from "./shared/finding.ts";
import {
  factsAlone,
  type TransformApi,
  type TransformFile,
  type TransformOptions,
  writeMoved,
} from "./shared/standalone.ts";

/**
 * Turns one API route into a route handler:
 *
 *     jscodeshift -t api-session-to-route-handler.cjs pages/api/me.ts [--dry] [--nextMajor=15]
 *
 * It writes `app/api/<route>/route` itself and removes the API route, since both together would be a
 * route conflict, and returns nothing. With `--dry` it only reports. A route that is not wholly
 * understood is reported with its line and left as it is.
 *
 * Alone it knows one file: it leaves routes that others may import from, and those that read a body or
 * a query, for which `create-session-app migrate` writes a module.
 */
export default function transform(
  file: TransformFile,
  api: TransformApi,
  options: TransformOptions = {},
): undefined {
  const report = api.report ?? (() => undefined);
  const alone = factsAlone(file.path, options);
  if (!alone || !/^\/api(?:\/|$)/.test(alone.facts.pattern)) {
    report(`${file.path}: left, it stands in no pages/api folder`);
    return undefined;
  }
  const { root, facts } = alone;
  const extension = /\.[jt]sx?$/.exec(facts.path)?.[0] ?? ".ts";
  const folder = facts.pageFile.slice(0, facts.pageFile.lastIndexOf("/"));
  const routeFile = `${folder}/route${extension}`;
  const moved = analyseApi(file.source, {
    ...facts,
    routeFile,
    handlerFile: `${folder}/handler${extension}`,
    compatFile: "app/_compat/api-request",
  });
  if (isObstacle(moved)) {
    report(`${file.path}:${moved.line}: left (${moved.code}): ${moved.message}`);
    return undefined;
  }
  if (moved.needsCompat || moved.handler !== undefined) {
    const what = moved.needsCompat ? "reads a body or a query" : "exports more than its handler";
    report(
      `${file.path}:1: left (whole-project): It ${what}; create-session-app migrate moves it.`,
    );
    return undefined;
  }
  report(`${file.path}: ${routeFile}`);
  if (!options.dry) writeMoved(root, facts.path, [{ path: routeFile, text: moved.routeHandler }]);
  return undefined;
}

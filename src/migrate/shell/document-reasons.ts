import { serverObstacles } from "../../../codemods/shared/flow/server-safety.ts";
import { standardViewport } from "../../../codemods/shared/shell/app-head.ts";
import type { DocumentShell } from "../../../codemods/shared/shell/document.ts";
import type { Project } from "../../project/project.ts";
import { sidesOf } from "../pages/bridge-obstacles.ts";
import { PageFlow } from "../pages/page-flow.ts";
import type { Reason } from "../types.ts";

/** Why a root layout of this project cannot say what `_document` says. */
export function documentReasons(
  project: Project,
  file: string,
  { carried, viewport }: DocumentShell,
): Reason[] {
  const refuse = (message: string, line = 1, at = file): Reason => {
    return { code: "document-form", message, file: at, line };
  };
  const reasons: Reason[] = [];
  const isOld = (project.nextVersion?.major ?? 0) < 14;
  if (viewport !== undefined && !standardViewport(viewport) && isOld) {
    reasons.push(refuse("_document sets a viewport, which a layout can from Next 14 on."));
  }
  const isTyped = /\.tsx?$/.test(file);
  const layout = project.files.some((path) => /\/_app\.tsx?$/.test(path));
  const hasCode = carried.statements.length > 0 || carried.locals.length > 0;
  const hasApp = project.files.some((path) => /\/_app\.\w+$/.test(path));
  if (hasCode && hasApp && layout !== isTyped) {
    reasons.push(
      refuse("_document is in another language than _app, and the layout needs code of it."),
    );
  }
  const client = carried.specifiers.find(
    (specifier) => sidesOf(project).of(specifier) === "client",
  );
  if (client !== undefined) {
    reasons.push(
      refuse(`_document needs ${client}, which a layout cannot use: it is for the browser.`),
    );
  }
  const { graph } = PageFlow.of(project);
  const side = (specifier: string) => sidesOf(project).of(specifier);
  const nothing = { roots: [], declarations: new Set<never>(), packages: [], usesOf: new Map() };
  const reach = { ...nothing, unread: [], truncated: false };
  for (const found of serverObstacles(graph, reach, file, side, carried.specifiers)) {
    const message = `_document needs ${found.chain.slice(1).join(", which imports ") || "a module"}, which ${found.what}; a layout cannot.`;
    reasons.push(refuse(message, found.line, found.file));
  }
  return reasons;
}

import { isObstacle } from "../../codemods/shared/finding.ts";
import { analysePage, type MovedPage } from "../../codemods/shared/page/analyse.ts";
import type { PageFacts } from "../../codemods/shared/page/facts.ts";
import type { Project } from "../project/project.ts";
import type { Route } from "../project/routes.ts";
import { reasonIn } from "./reason.ts";
import type { Shell } from "./shell.ts";
import { factsOf } from "./targets.ts";
import type { Reason } from "./types.ts";

/** A page that its own text allows to move. */
export interface Candidate {
  readonly route: Route;
  readonly facts: PageFacts;
  readonly moved: MovedPage;
}

/** Analyses one page: a candidate, or the reasons that leave it. */
export function candidateOf(
  project: Project,
  shell: Shell,
  route: Route,
): Candidate | readonly Reason[] {
  const facts = factsOf(project, shell, route);
  if ("code" in facts) return [facts];
  const bytes = project.tree.read(route.file);
  const text = bytes?.toString("utf8") ?? "";
  if (bytes && !Buffer.from(text, "utf8").equals(bytes)) {
    return [
      { code: "encoding", message: "The file is not valid UTF-8.", file: route.file, line: 1 },
    ];
  }
  const moved = analysePage(text, facts);
  return isObstacle(moved) ? [reasonIn(route.file, moved)] : { route, facts, moved };
}

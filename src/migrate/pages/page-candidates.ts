import { type BridgedPage, bridgePage } from "../../../codemods/shared/bridge/bridge.ts";
import type { BridgeFacts } from "../../../codemods/shared/bridge/facts.ts";
import type { CompatModules } from "../../../codemods/shared/compat/repoint.ts";
import { isObstacle, type Obstacle } from "../../../codemods/shared/finding.ts";
import { analysePage, type MovedPage } from "../../../codemods/shared/page/analyse.ts";
import { atLeast } from "../../project/package-json.ts";
import type { Project } from "../../project/project.ts";
import type { Route } from "../../project/routes.ts";
import { isInTheWay, serverSidePropsModule } from "../compat-modules.ts";
import { reasonIn } from "../reason.ts";
import type { Shell } from "../shell/shell.ts";
import type { MigrationStyle, Reason } from "../types.ts";
import { contextObstacles, effectObstacles, givesSession } from "./bridge-context.ts";
import { bridgeObstacles, importObstacles } from "./bridge-obstacles.ts";
import { factsOf } from "./targets.ts";

interface Move {
  readonly route: Route;
  readonly facts: BridgeFacts;
  /** Whether it gives a prop named `session`, which `_app` may hand on; undefined: cannot be told. */
  readonly passesSession: boolean | undefined;
  /** What of the router has no equal in next/navigation, so that it comes along. */
  readonly routerReason?: Reason;
}

/** A page that its own text allows to move. */
export type Candidate = Move &
  (
    | { readonly verdict: "native"; readonly moved: MovedPage }
    | {
        readonly verdict: "bridge";
        readonly moved: BridgedPage;
        /** What keeps it from being native. */
        readonly reasons: readonly Reason[];
      }
  );

/**
 * Analyses one page: a candidate, or the reasons that leave it.
 * @param below what a component of the page does with the router that next/navigation cannot
 */
export function candidateOf(
  project: Project,
  shell: Shell,
  route: Route,
  style: MigrationStyle = "auto",
  below?: Reason,
): Candidate | readonly Reason[] {
  const own = factsOf(project, shell, route);
  if ("code" in own) return [own];
  const facts = below && shell.pageRouter ? { ...own, pageRouter: shell.pageRouter } : own;
  const bytes = project.tree.read(route.file);
  const text = bytes?.toString("utf8") ?? "";
  if (bytes && !Buffer.from(text, "utf8").equals(bytes)) {
    return [
      { code: "encoding", message: "The file is not valid UTF-8.", file: route.file, line: 1 },
    ];
  }
  const page = { route, facts, text, below, pageRouter: shell.pageRouter };
  const read = style === "bridge" ? { moved: asked } : withEitherRouter(page, analysePage);
  if (!isObstacle(read.moved)) {
    const { moved, ...rest } = read as EitherRouter<MovedPage>;
    const early = permanentTooEarly(project, route, moved);
    const taken = takenModule(project, route, moved);
    if (taken) return style === "native" ? [taken] : bridged(project, page, taken);
    const reasons = [
      ...(early ? [early] : []),
      ...importObstacles(project, route),
      ...effectObstacles(project, route),
    ];
    if (reasons.length > 0) return reasons;
    return { route, ...rest, verdict: "native", moved, passesSession: moved.passesSession };
  }
  const reason = reasonIn(route.file, read.moved);
  return style === "native" ? [reason] : bridged(project, page, reason);
}

/** A page as it stands in pages/, and how its router may come along. */
interface PageText {
  readonly route: Route;
  readonly facts: BridgeFacts;
  readonly text: string;
  readonly below: Reason | undefined;
  readonly pageRouter: CompatModules | undefined;
}

interface EitherRouter<Moved> {
  readonly moved: Moved;
  readonly facts: BridgeFacts;
  readonly routerReason?: Reason;
}

/** Divides a page; once more with the router of pages/ where nothing else stands in the way. */
function withEitherRouter<Moved extends object>(
  { route, facts, text, below, pageRouter }: PageText,
  divide: (text: string, facts: BridgeFacts) => Moved | Obstacle,
): EitherRouter<Moved | Obstacle> {
  const moved = divide(text, facts);
  const first = { moved, facts, ...(below ? { routerReason: below } : {}) };
  if (!isObstacle(moved) || !moved.code.startsWith("router-") || !pageRouter) return first;
  if (facts.pageRouter) return first;
  const facing = { ...facts, pageRouter };
  const again = divide(text, facing);
  if (isObstacle(again)) return { ...first, moved: again };
  return { moved: again, facts: facing, routerReason: reasonIn(route.file, moved) };
}

/** A module of server functions that is there has to have those that the page needs. */
function takenModule(
  project: Project,
  { file }: Route,
  { functions }: MovedPage,
): Reason | undefined {
  const missing = functions.find((fn) => {
    const text = project.text(fn.file);
    const same = (lines: string): string => lines.replaceAll("\r\n", "\n");
    return text !== undefined && !same(text).includes(same(fn.text));
  });
  if (!missing) return undefined;
  const message = `${missing.file} exists already, and has no ${missing.name}() that is what the page needs.`;
  return { code: "file-exists", message, file, line: 1 };
}

/** `permanentRedirect` came with Next 13.5. */
function permanentTooEarly(project: Project, route: Route, moved: MovedPage): Reason | undefined {
  const permanent = [...moved.guards, ...moved.functions.flatMap(({ guards }) => guards)].find(
    ({ status }) => status === 308,
  );
  if (!permanent || (project.nextVersion && atLeast(project.nextVersion, 13, 5))) return undefined;
  const message = "A permanent redirect of a page needs Next 13.5. Upgrade next first.";
  return { code: "next-version", message, file: route.file, line: permanent.line };
}

const asked: Obstacle = {
  code: "bridge-asked-for",
  message: "It was asked for that every page keeps its getServerSideProps.",
  line: 1,
};

/** @param reason what keeps the page from being native */
function bridged(project: Project, page: PageText, reason: Reason): Candidate | readonly Reason[] {
  const { route } = page;
  const { moved, ...rest } = withEitherRouter(page, bridgePage);
  const reasons = isObstacle(moved)
    ? [reasonIn(route.file, moved)]
    : [
        ...bridgeObstacles(project, route),
        ...contextObstacles(project, route),
        ...effectObstacles(project, route),
        ...isInTheWay(project, serverSidePropsModule(project)),
      ];
  if (isObstacle(moved) || reasons.length > 0) return reasons;
  const passesSession = givesSession(project, route);
  return { route, ...rest, verdict: "bridge", moved, passesSession, reasons: [reason] };
}

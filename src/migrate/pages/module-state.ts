import { type StateUse, stateUses } from "../../../codemods/shared/flow/module-state.ts";
import { chainTo, type Reach } from "../../../codemods/shared/flow/reach.ts";
import type { Project } from "../../project/project.ts";
import type { Route } from "../../project/routes.ts";
import type { Reason } from "../types.ts";
import { PageFlow } from "./page-flow.ts";

type Uses = ReadonlyMap<string, StateUse>;

/**
 * Pages that cannot move because they share what a module holds (`const sessions = new Map()`) with
 * routes that stay: Next.js gives app/ modules of its own, so that what a login in pages/api has put
 * there would not be found.
 * @param moving the pages that would move
 * @returns those that have to stay, and why
 */
export function stateObstacles(project: Project, moving: readonly Route[]): Map<Route, Reason> {
  const stay = new Map<Route, Reason>();
  if (moving.length === 0) return stay;
  const isMoving = new Set(moving);
  const staying = project.routes.filter(
    (route) => route.router === "pages" && !isMoving.has(route) && mayRun(project, route),
  );
  const uses = usesOfChanged(project, [...moving, ...staying]);
  const movers = moving.filter((route) => uses.has(route));
  const pending = staying.filter((route) => uses.has(route));
  for (let other = pending.pop(); other; other = pending.pop()) {
    for (const route of movers) {
      if (stay.has(route)) continue;
      const reason = sharedState(project, uses, route, other);
      if (!reason) continue;
      stay.set(route, reason);
      pending.push(route);
    }
  }
  return stay;
}

/** The state that each route uses, as far as any of them changes it. */
function usesOfChanged(project: Project, routes: readonly Route[]): Map<Route, Uses> {
  const { graph } = PageFlow.of(project);
  const all = routes.map((route) => [route, stateUses(graph, reachOf(project, route))] as const);
  const changed = new Set(
    all.flatMap(([, uses]) => [...uses].flatMap(([key, { writers }]) => (writers.size ? key : []))),
  );
  const kept = all.map(
    ([route, uses]) => [route, new Map([...uses].filter(([key]) => changed.has(key)))] as const,
  );
  return new Map(kept.filter(([, uses]) => uses.size > 0));
}

const reachOf = (project: Project, route: Route): Reach =>
  PageFlow.of(project).reach(route.file, isPage(route) ? undefined : "default");

const isPage = ({ kind }: Route): boolean => kind === "page";

/** Whether a route has code that runs for each request. */
const mayRun = (project: Project, route: Route): boolean =>
  !isPage(route) || /\bgetServerSideProps\b/.test(project.text(route.file) ?? "");

/** A state that one of the two routes changes in a way that the other has not in itself. */
function sharedState(
  project: Project,
  uses: ReadonlyMap<Route, Uses>,
  route: Route,
  staying: Route,
): Reason | undefined {
  const here = reachOf(project, route);
  const there = reachOf(project, staying);
  const theirs = uses.get(staying);
  for (const [key, { state, writers }] of uses.get(route) ?? []) {
    const their = theirs?.get(key);
    if (!their) continue;
    const change =
      [...their.writers].find((writer) => !here.declarations.has(writer)) ??
      [...writers].find((writer) => !there.declarations.has(writer));
    if (!change) continue;
    const way = chainTo(here, state).map(({ by, edge }) => `${by.module.file}:${edge.line}`);
    const reached = way.length > 0 ? `, reached from ${way.join(", ")}` : "";
    const message = `\`${state.name}\` is held by the module${reached}, and ${change.name} (${change.module.file}:${change.line}) changes it for ${staying.pattern} too, which stays in pages/: app/ would have one of its own. Keep it in a store, or on globalThis.`;
    return { code: "module-state", message, file: state.module.file, line: state.line };
  }
  return undefined;
}

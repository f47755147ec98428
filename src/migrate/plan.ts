import type { Edit } from "../../codemods/shared/editing/edits.ts";
import type { Project } from "../project/project.ts";
import type { Route } from "../project/routes.ts";
import { type ApiMove, apiMoveOf } from "./api/api-routes.ts";
import { Importers } from "./importers.ts";
import { ComponentChecks, type ComponentPlan } from "./pages/component-checks.ts";
import { stateObstacles } from "./pages/module-state.ts";
import { type Candidate, candidateOf } from "./pages/page-candidates.ts";
import { projectReasons } from "./project-checks.ts";
import { settledShell } from "./shell/bridged-shell.ts";
import type { Shell } from "./shell/shell.ts";
import type { MigrateOptions, MigrationStyle, Reason } from "./types.ts";

/** What is going to happen to every session route of a project. */
export interface Plan {
  readonly shell: Shell;
  readonly moves: readonly Candidate[];
  /** API routes that become route handlers. */
  readonly apiMoves: readonly ApiMove[];
  /** Why the others stay. */
  readonly left: ReadonlyMap<Route, readonly Reason[]>;
  /** Edits of files that no page is: components and importers. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  /** Whether the new root layout reads the session for its providers. */
  readonly layoutReadsSession: boolean;
}

/** Decides for every route. Nothing is written. */
export function planOf(project: Project, routes: readonly Route[], options: MigrateOptions): Plan {
  return new Planner(project, options.style).plan(routes, options);
}

class Planner {
  readonly #project: Project;
  readonly #shell: Shell;
  readonly #components: ComponentChecks;
  readonly #importers: Importers;
  readonly #left = new Map<Route, readonly Reason[]>();
  readonly #edits = new Map<string, Edit[]>();

  constructor(project: Project, style: MigrationStyle | undefined) {
    this.#project = project;
    this.#shell = settledShell(project, style);
    this.#components = new ComponentChecks(
      project,
      this.#shell.bridge?.compat,
      this.#shell.pageRouter,
    );
    this.#importers = new Importers(project);
  }

  plan(routes: readonly Route[], { only, style }: MigrateOptions): Plan {
    const apiMoves: ApiMove[] = [];
    const general = [...projectReasons(this.#project), ...this.#shell.reasons];
    const candidates: {
      candidate: Candidate;
      usesSession: boolean;
      edits: Map<string, readonly Edit[]>;
    }[] = [];
    for (const route of routes) {
      if (route.kind === "api" && (general.length > 0 || style === "bridge")) {
        this.#left.set(route, [apiRoute(route)]);
      } else if (general.length > 0) {
        // the page's own reasons as well: what remains once those of the project are dealt with
        this.#candidate(route, style);
        this.#left.set(route, [...general, ...(this.#left.get(route) ?? [])]);
      } else if (only && !only.includes(route.pattern) && !only.includes(route.file)) {
        this.#left.set(route, [notChosen(route)]);
      } else if (route.kind === "api") {
        const move = apiMoveOf(this.#project, this.#shell, route, this.#importers);
        if ("moved" in move) apiMoves.push(move);
        else this.#left.set(route, move);
      } else {
        const found = this.#candidate(route, style);
        if (found) candidates.push(found);
      }
    }
    const { moves, layoutReadsSession } = this.#settleSession(this.#withoutSharedState(candidates));
    for (const { edits } of moves) {
      for (const [file, list] of edits) {
        this.#edits.set(file, union(this.#edits.get(file) ?? [], list));
      }
    }
    if (moves.length > 0) this.#addShellConversions();
    const pages = moves.map(({ candidate }) => candidate);
    return {
      shell: this.#shell,
      moves: pages,
      apiMoves: this.#settleApi(apiMoves, pages),
      left: this.#left,
      edits: this.#edits,
      layoutReadsSession,
    };
  }

  /** API routes come along with pages: for them alone no shell is made. */
  #settleApi(apiMoves: readonly ApiMove[], pages: readonly Candidate[]): readonly ApiMove[] {
    const hasApp = pages.length > 0 || this.#shell.layoutFile !== undefined;
    const moving = new Set([...pages, ...apiMoves].map(({ route }) => route.file));
    const shared = stateObstacles(
      this.#project,
      apiMoves.map(({ route }) => route),
    );
    return apiMoves.filter(({ route, edits }) => {
      const state = shared.get(route);
      if (state) {
        this.#left.set(route, [state]);
        return false;
      }
      if (!hasApp) {
        this.#left.set(route, [apiAlone(route)]);
        return false;
      }
      for (const [file, list] of edits) {
        // what moves is written anew, with the right place in it
        if (moving.has(file)) continue;
        this.#edits.set(file, union(this.#edits.get(file) ?? [], list));
      }
      return true;
    });
  }

  #addShellConversions(): void {
    const { appFile, layoutFile, notFoundPage, bridge } = this.#shell;
    if (!appFile || (layoutFile && !bridge)) return;
    const reached = this.#project.graph.reach(appFile);
    // what is bridged is used as it stands; otherwise layout and providers are written from it
    if (!bridge) reached.delete(appFile);
    else if (notFoundPage) this.#project.graph.reach(notFoundPage, reached);
    for (const [file, edits] of this.#components.plan(reached).conversions) {
      this.#edits.set(file, union(this.#edits.get(file) ?? [], edits));
    }
  }

  #candidate(
    route: Route,
    style: MigrationStyle | undefined,
  ):
    | { candidate: Candidate; usesSession: boolean; edits: Map<string, readonly Edit[]> }
    | undefined {
    const found = this.#readPage(route, style);
    if (!("candidate" in found)) {
      this.#left.set(route, found);
      return undefined;
    }
    const { candidate, components } = found;
    const importers = this.#importers.follow(candidate);
    const reasons = [...components.reasons, ...("code" in importers ? [importers] : [])];
    if (reasons.length > 0 || "code" in importers) {
      this.#left.set(route, reasons);
      return undefined;
    }
    const edits = new Map<string, readonly Edit[]>(importers);
    const functions = candidate.verdict === "native" ? candidate.moved.functions : [];
    for (const { original, exports } of functions) {
      if (exports.length > 0) edits.set(original, union(edits.get(original) ?? [], exports));
    }
    for (const [file, list] of components.conversions) {
      edits.set(file, union(edits.get(file) ?? [], list));
    }
    return { candidate, usesSession: components.usesSession, edits };
  }

  /** Without the pages that share what a module holds with routes that stay. */
  #withoutSharedState<T extends { candidate: Candidate }>(candidates: readonly T[]): readonly T[] {
    const stay = stateObstacles(
      this.#project,
      candidates.map(({ candidate }) => candidate.route),
    );
    for (const [route, reason] of stay) this.#left.set(route, [reason]);
    return candidates.filter(({ candidate }) => !stay.has(candidate.route));
  }

  /** Reads a page; once more with the router of pages/ where one of its components needs that. */
  #readPage(
    route: Route,
    style: MigrationStyle | undefined,
    below?: Reason,
  ): { candidate: Candidate; components: ComponentPlan } | readonly Reason[] {
    const candidate = candidateOf(this.#project, this.#shell, route, style, below);
    if (!("moved" in candidate)) return candidate;
    const components = this.#components.check(candidate);
    const isServed = Boolean(candidate.facts.bridgedShell ?? candidate.facts.pageRouter);
    if (!components.router || isServed || !this.#shell.pageRouter) return { candidate, components };
    return this.#readPage(route, style, components.router);
  }

  /**
   * A SessionProvider in the layout has one answer for every page: the session at first render, or
   * none until the browser has asked. Pages that gave it and pages that did not cannot both keep
   * what they showed, where anything shows it; the fewer stay.
   */
  #settleSession<T extends { candidate: Candidate; usesSession: boolean }>(
    candidates: readonly T[],
  ): { moves: readonly T[]; layoutReadsSession: boolean } {
    const { app, appFile, layoutFile, authOptions } = this.#shell;
    if (!app?.takesSession || !appFile) return { moves: candidates, layoutReadsSession: false };
    const shellShows = this.#components.plan(this.#project.graph.reach(appFile)).usesSession;
    const shows = (item: T): boolean => shellShows || item.usesSession;
    const shown = candidates.filter(shows);
    const giving = shown.filter(({ candidate }) => candidate.passesSession === true);
    const silent = shown.filter(({ candidate }) => candidate.passesSession === false);
    const unknown = shown.filter(({ candidate }) => candidate.passesSession === undefined);
    const reads = layoutFile
      ? /\bgetServerSession\b/.test(this.#project.text(layoutFile) ?? "")
      : Boolean(authOptions) && giving.length > 0 && giving.length >= silent.length;
    const stay = new Set([...(reads ? silent : giving), ...unknown]);
    for (const item of stay)
      this.#left.set(item.candidate.route, [firstRender(item.candidate, reads)]);
    return { moves: candidates.filter((item) => !stay.has(item)), layoutReadsSession: reads };
  }
}

function apiRoute(route: Route): Reason {
  const message = "API routes stay in pages/api, where they work as before.";
  return { code: "api-route", message, file: route.file, line: 1 };
}

function apiAlone(route: Route): Reason {
  const message = "No page moves, so app/ is not made for this API route; it works where it is.";
  return { code: "api-alone", message, file: route.file, line: 1 };
}

function notChosen(route: Route): Reason {
  return {
    code: "not-chosen",
    message: "Not among the routes to move.",
    file: route.file,
    line: 1,
  };
}

function firstRender({ route, passesSession }: Candidate, layoutReads: boolean): Reason {
  if (passesSession === undefined) {
    const message =
      "It cannot be told whether the page gives its session to the SessionProvider, which decides what it shows first.";
    return { code: "session-first-render", message, file: route.file, line: 1 };
  }
  const message = layoutReads
    ? "The page gives no session to the SessionProvider, and the layout does: what it shows first would change."
    : "The page gives its session to the SessionProvider, and the layout does not: what it shows first would change.";
  return { code: "session-first-render", message, file: route.file, line: 1 };
}

function union(a: readonly Edit[], b: readonly Edit[]): Edit[] {
  const same = (x: Edit, y: Edit): boolean =>
    x.start === y.start && x.end === y.end && x.text === y.text;
  return [...a, ...b.filter((edit) => !a.some((other) => same(other, edit)))];
}

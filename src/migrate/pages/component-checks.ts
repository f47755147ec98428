import {
  type CompatModules,
  repointComponent,
  repointComponentRouter,
} from "../../../codemods/shared/compat/repoint.ts";
import type { Edit } from "../../../codemods/shared/editing/edits.ts";
import { isObstacle } from "../../../codemods/shared/finding.ts";
import { usesNextHead } from "../../../codemods/shared/head/convert.ts";
import { convertComponent } from "../../../codemods/shared/page/analyse.ts";
import { usesNextRouter } from "../../../codemods/shared/router/convert.ts";
import { type ModuleReference, moduleReferences } from "../../project/imports.ts";
import type { Project } from "../../project/project.ts";
import { reasonIn } from "../reason.ts";
import type { Reason } from "../types.ts";
import { PackageChecks } from "./package-checks.ts";
import type { Candidate } from "./page-candidates.ts";

/** What the components below a client file need done, or why they keep the page where it is. */
export interface ComponentPlan {
  /** Files that go to next/navigation, with the edits. */
  readonly conversions: ReadonlyMap<string, readonly Edit[]>;
  readonly reasons: readonly Reason[];
  /** Whether one of them shows something by the session at first render. */
  readonly usesSession: boolean;
  /** What one of them does with the router of pages/, which has to come along then. */
  readonly router?: Reason;
}

/** What one file adds to a plan. */
interface Judgement {
  readonly reasons: readonly Reason[];
  readonly edits: readonly Edit[];
  readonly usesSession: boolean;
  readonly router?: Reason;
}

const NOTHING: Judgement = { reasons: [], edits: [], usesSession: false };

/** Reads each component file once, however many pages reach it. */
export class ComponentChecks {
  readonly #project: Project;
  readonly #compat: CompatModules | undefined;
  readonly #pageRouter: CompatModules | undefined;
  readonly #packages: PackageChecks;
  readonly #judgements = new Map<string, Judgement>();

  /**
   * @param compat the modules for both routers, where `_app` goes on rendering around pages
   * @param pageRouter the same, where only the router may come along
   */
  constructor(project: Project, compat?: CompatModules, pageRouter?: CompatModules) {
    this.#project = project;
    this.#compat = compat;
    this.#pageRouter = pageRouter;
    this.#packages = new PackageChecks(project);
  }

  /** Checks everything that the client file of a candidate reaches. */
  check({ facts, moved }: Candidate): ComponentPlan {
    const reached = new Set<string>();
    for (const { specifier, kind } of moduleReferences(moved.client)) {
      const target = this.#project.graph.resolve(facts.clientFile, specifier);
      if (target !== undefined && kind !== "type") this.#project.graph.reach(target, reached);
    }
    const plan = this.plan(reached, /\buseSession\b/.test(moved.client));
    const own = this.#packages.reasons(facts.path, this.#project.graph.references(facts.path));
    const reasons = [...own, ...plan.reasons];
    const isServed = facts.bridgedShell !== undefined || this.#pageRouter !== undefined;
    return { ...plan, reasons: plan.router && !isServed ? [...reasons, plan.router] : reasons };
  }

  /** Checks a set of files that a layout or a client file reaches. */
  plan(files: Iterable<string>, usesSession = false): ComponentPlan {
    const conversions = new Map<string, readonly Edit[]>();
    const reasons: Reason[] = [];
    let session = usesSession;
    let router: Reason | undefined;
    for (const file of files) {
      const found = this.#judge(file);
      session ||= found.usesSession;
      router ??= found.router;
      reasons.push(...found.reasons);
      if (found.edits.length > 0) conversions.set(file, found.edits);
    }
    return { conversions, reasons, usesSession: session, ...(router ? { router } : {}) };
  }

  /** A component is the same below every page that reaches it. */
  #judge(file: string): Judgement {
    let judgement = this.#judgements.get(file);
    if (!judgement) {
      judgement = this.#judgeOnce(file);
      this.#judgements.set(file, judgement);
    }
    return judgement;
  }

  #judgeOnce(file: string): Judgement {
    // an earlier run wrote these: they serve both routers
    const isOurs = file.startsWith(`${this.#project.appFolder}/_compat/`);
    if (isOurs || !/\.[cm]?[jt]sx?$/.test(file)) return NOTHING;
    const text = this.#project.text(file) ?? "";
    const references = this.#project.graph.references(file);
    const foreign = pagesOnly(file, text, references, this.#compat !== undefined);
    const reasons = [...(foreign ? [foreign] : []), ...this.#packages.reasons(file, references)];
    const usesSession = /\buseSession\b/.test(text);
    const needsBoth = this.#compat !== undefined && /["']next\/(head|link)["']/.test(text);
    if (!usesNextRouter(text) && !needsBoth) {
      const router = this.#compat ? undefined : this.#asksOurs(file);
      return { reasons, edits: [], usesSession, ...(router ? { router } : {}) };
    }
    const converted = this.#convert(file, text);
    if (!("code" in converted)) return { reasons, edits: converted, usesSession };
    const repointed = this.#pageRouter && repointComponentRouter(file, text, this.#pageRouter);
    if (repointed && !isObstacle(repointed) && repointed.length > 0) {
      return { reasons, edits: repointed, usesSession, router: converted };
    }
    return { reasons: [...reasons, converted], edits: [], usesSession };
  }

  /** An earlier run may have pointed a component to the router module, which needs a provider. */
  #asksOurs(file: string): Reason | undefined {
    const { appFolder, graph } = this.#project;
    const edge = graph.edges(file).find(({ target, kind }) => {
      return kind !== "type" && target.startsWith(`${appFolder}/_compat/router.`);
    });
    if (!edge) return undefined;
    const message = "A component of the page asks the router of pages/, which comes along.";
    const line = (this.#project.text(file) ?? "").slice(0, edge.offset).split("\n").length;
    return { code: "router-module", message, file, line };
  }

  #convert(file: string, text: string): readonly Edit[] | Reason {
    const edits = this.#compat
      ? repointComponent(file, text, this.#compat)
      : convertComponent(file, text);
    return isObstacle(edits) ? reasonIn(file, edits) : edits;
  }
}

/** A component that uses a module of the Pages Router alone. */
function pagesOnly(
  file: string,
  text: string,
  references: readonly ModuleReference[],
  isBelowApp: boolean,
): Reason | undefined {
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
  if (usesNextHead(text) && !isBelowApp) {
    const message = "A component of the page uses next/head, which does nothing in the App Router.";
    const line = lineOf(text.search(/["']next\/head["']/));
    return { code: "head-in-component", message, file, line };
  }
  for (const { specifier, kind, offset } of references) {
    if (kind === "type") continue;
    if (!/^(next\/(document|error|amp)|next-i18next(\/pages)?)$/.test(specifier)) continue;
    const message = `A component of the page uses ${specifier}, which works in the Pages Router only.`;
    return { code: "pages-only-module", message, file, line: lineOf(offset) };
  }
  return undefined;
}

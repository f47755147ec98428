import type { Edit } from "../../codemods/shared/editing/edits.ts";
import { isObstacle } from "../../codemods/shared/finding.ts";
import { usesNextHead } from "../../codemods/shared/head/convert.ts";
import { convertComponent } from "../../codemods/shared/page/analyse.ts";
import { usesNextRouter } from "../../codemods/shared/router/convert.ts";
import { moduleReferences } from "../project/imports.ts";
import type { Project } from "../project/project.ts";
import type { Candidate } from "./page-candidates.ts";
import { reasonIn } from "./reason.ts";
import type { Reason } from "./types.ts";

/** What the components below a client file need done, or why they keep the page where it is. */
export interface ComponentPlan {
  /** Files that go to next/navigation, with the edits. */
  readonly conversions: ReadonlyMap<string, readonly Edit[]>;
  readonly reasons: readonly Reason[];
  /** Whether one of them shows something by the session at first render. */
  readonly usesSession: boolean;
}

/** Reads each component file once, however many pages reach it. */
export class ComponentChecks {
  readonly #project: Project;
  readonly #conversions = new Map<string, readonly Edit[] | Reason>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** Checks everything that the client file of a candidate reaches. */
  check({ facts, moved }: Candidate): ComponentPlan {
    const reached = new Set<string>();
    for (const { specifier, kind } of moduleReferences(moved.client)) {
      const target = this.#project.graph.resolve(facts.clientFile, specifier);
      if (target !== undefined && kind !== "type") this.#project.graph.reach(target, reached);
    }
    return this.plan(reached, /\buseSession\b/.test(moved.client));
  }

  /** Checks a set of files that a layout or a client file reaches. */
  plan(files: Iterable<string>, usesSession = false): ComponentPlan {
    const conversions = new Map<string, readonly Edit[]>();
    const reasons: Reason[] = [];
    let session = usesSession;
    for (const file of files) {
      const text = this.#project.text(file) ?? "";
      if (!/\.[cm]?[jt]sx?$/.test(file)) continue;
      session ||= /\buseSession\b/.test(text);
      const foreign = pagesOnly(file, text);
      if (foreign) reasons.push(foreign);
      if (!usesNextRouter(text)) continue;
      const converted = this.#convert(file, text);
      if ("code" in converted) reasons.push(converted);
      else conversions.set(file, converted);
    }
    return { conversions, reasons, usesSession: session };
  }

  #convert(file: string, text: string): readonly Edit[] | Reason {
    let result = this.#conversions.get(file);
    if (!result) {
      const edits = convertComponent(file, text);
      result = isObstacle(edits) ? reasonIn(file, edits) : edits;
      this.#conversions.set(file, result);
    }
    return result;
  }
}

/** A component that uses a module of the Pages Router alone. */
function pagesOnly(file: string, text: string): Reason | undefined {
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
  if (usesNextHead(text)) {
    const message = "A component of the page uses next/head, which does nothing in the App Router.";
    const line = lineOf(text.search(/["']next\/head["']/));
    return { code: "head-in-component", message, file, line };
  }
  for (const { specifier, kind, offset } of moduleReferences(text)) {
    if (kind === "type") continue;
    if (!/^(next\/(document|error|amp)|next-i18next(\/pages)?)$/.test(specifier)) continue;
    const message = `A component of the page uses ${specifier}, which works in the Pages Router only.`;
    return { code: "pages-only-module", message, file, line: lineOf(offset) };
  }
  return undefined;
}

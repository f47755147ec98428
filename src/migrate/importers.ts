import type { Edit } from "../../codemods/shared/editing/edits.ts";
import { specifierTo } from "../../codemods/shared/editing/specifiers.ts";
import type { ModuleEdge } from "../project/modules.ts";
import { folderOf, withoutExtension } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { Candidate } from "./pages/page-candidates.ts";
import type { Reason } from "./types.ts";

/** Which files import which, the other way round. Every source file is scanned once. */
export class Importers {
  readonly #project: Project;
  #byTarget: Map<string, { from: string; edge: ModuleEdge }[]> | undefined;

  constructor(project: Project) {
    this.#project = project;
  }

  /**
   * The edits that let the importers of a page find its client file instead.
   * @returns a reason where one of them needs more than that file exports
   */
  follow({ route, facts, moved }: Candidate): Map<string, Edit[]> | Reason {
    const edits = new Map<string, Edit[]>();
    for (const { from, edge } of this.#of(route.file)) {
      if (from === route.file) continue;
      const names = namesOf(edge);
      const known = names?.every((name) => moved.exports.includes(name));
      const isValue = edge.kind !== "type" && edge.kind !== "export";
      // the component would come with _app around it, or with the router
      const wrapper = facts.bridgedShell ?? facts.pageRouter;
      const isWrapped = edge.kind !== "type" && wrapper !== undefined;
      const breaks = isWrapped || (isValue && moved.convertsRouter && edge.kind !== "import");
      const isPage = this.#project.routes.some(({ file }) => file === from);
      if (!known || names?.includes("getServerSideProps") || breaks || isPage) {
        const text = this.#project.text(from) ?? "";
        return {
          code: "page-imported",
          message: `This file imports the page (${route.file}), and could not go on doing so.`,
          file: from,
          line: text.slice(0, edge.offset).split("\n").length,
        };
      }
      const start = edge.offset + 1;
      const text = specifierTo(folderOf(from), withoutExtension(facts.clientFile));
      const list = edits.get(from) ?? [];
      list.push({ start, end: start + edge.specifier.length, text });
      edits.set(from, list);
    }
    return edits;
  }

  /**
   * The edits that let the importers of a module find what it exports in another file.
   * @returns a reason where one of them needs more than those names, as a test of a handler does
   */
  followNames(
    file: string,
    target: string,
    names: readonly string[],
  ): Map<string, Edit[]> | Reason {
    const edits = new Map<string, Edit[]>();
    for (const { from, edge } of this.#of(file)) {
      if (from === file) continue;
      if (!namesOf(edge)?.every((name) => names.includes(name))) {
        const text = this.#project.text(from) ?? "";
        return {
          code: "api-imported",
          message: `This file imports the API route (${file}), whose handler takes another request in app/.`,
          file: from,
          line: text.slice(0, edge.offset).split("\n").length,
        };
      }
      const start = edge.offset + 1;
      const text = specifierTo(folderOf(from), withoutExtension(target));
      const list = edits.get(from) ?? [];
      list.push({ start, end: start + edge.specifier.length, text });
      edits.set(from, list);
    }
    return edits;
  }

  #of(target: string): readonly { from: string; edge: ModuleEdge }[] {
    if (!this.#byTarget) {
      this.#byTarget = new Map();
      for (const from of this.#project.files) {
        for (const edge of this.#project.graph.edges(from)) {
          const list = this.#byTarget.get(edge.target) ?? [];
          list.push({ from, edge });
          this.#byTarget.set(edge.target, list);
        }
      }
    }
    return this.#byTarget.get(target) ?? [];
  }
}

/** The names that an import takes; undefined where it takes all or cannot be told. */
function namesOf({ kind, clause }: ModuleEdge): string[] | undefined {
  if (kind === "dynamic") return ["default"];
  if (kind === "side-effect" || clause.includes("*")) return undefined;
  const bare = clause.replace(/^type\s+(?!from)/, "");
  const named = /\{([^}]*)\}/.exec(bare)?.[1] ?? "";
  const names = named
    .split(",")
    .map(
      (part) =>
        part
          .trim()
          .replace(/^type\s+/, "")
          .split(/\s+as\s+/)[0] ?? "",
    )
    .filter(Boolean);
  if (/^[\w$]+/.test(bare)) names.push("default");
  return names;
}

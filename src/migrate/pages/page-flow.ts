import { DeclarationGraph } from "../../../codemods/shared/flow/graph.ts";
import { type Reach, reachOf } from "../../../codemods/shared/flow/reach.ts";
import type { Project } from "../../project/project.ts";

const flows = new WeakMap<Project, PageFlow>();

/** What the `getServerSideProps` of each page of a project reaches; every file is parsed once. */
export class PageFlow {
  readonly graph: DeclarationGraph;
  readonly #reaches = new Map<string, Reach>();

  private constructor(project: Project) {
    this.graph = new DeclarationGraph({
      text: (file) => project.text(file),
      resolve: (from, specifier) => project.graph.resolve(from, specifier),
    });
  }

  /** The one of a project, so that everything that asks shares what was read. */
  static of(project: Project): PageFlow {
    let flow = flows.get(project);
    if (!flow) {
      flow = new PageFlow(project);
      flows.set(project, flow);
    }
    return flow;
  }

  /** What an export of a file reaches: `getServerSideProps` of a page, `default` of an API route. */
  reach(file: string, name = "getServerSideProps"): Reach {
    const key = `${file}#${name}`;
    let reach = this.#reaches.get(key);
    if (!reach) {
      reach = reachOf(this.graph, file, name);
      this.#reaches.set(key, reach);
    }
    return reach;
  }
}

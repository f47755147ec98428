import { applyEdits } from "../../../codemods/shared/editing/edits.ts";
import { folderOf, specifierTo } from "../../../codemods/shared/editing/specifiers.ts";
import { moduleReferences } from "../../project/imports.ts";
import { withoutExtension } from "../../project/paths.ts";
import type { Project } from "../../project/project.ts";
import type { ApiMove } from "./api-routes.ts";

/**
 * Lets what a migration writes find what API routes exported where it is then: files that move
 * themselves have no place for the edits that importers get.
 * @returns the text of a new file, as it has to be
 */
export function followHandlers(
  project: Project,
  apiMoves: readonly ApiMove[],
): (file: string, text: string) => string {
  const targets = new Map(
    apiMoves.flatMap(({ route, facts, moved }) =>
      moved.handler === undefined ? [] : [[route.file, withoutExtension(facts.handlerFile)]],
    ),
  );
  if (targets.size === 0) return (_, text) => text;
  return (file, text) => {
    const edits = moduleReferences(text).flatMap(({ specifier, offset }) => {
      const target = targets.get(project.graph.resolve(file, specifier) ?? "");
      if (target === undefined) return [];
      const start = offset + 1;
      return [{ start, end: start + specifier.length, text: specifierTo(folderOf(file), target) }];
    });
    return applyEdits(text, edits);
  };
}

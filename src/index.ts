import type { MigrateOptions, MigrationResult } from "./migrate/types.ts";

export { type Applied, apply } from "./changeset/apply.ts";
export type { Change } from "./changeset/change.ts";
export { ChangeSetError } from "./changeset/change.ts";
export { ChangeSet } from "./changeset/changeset.ts";
export { renderDiff } from "./changeset/diff.ts";
export { type Undone, type UndoOptions, undo } from "./changeset/undo.ts";
export type { MigrateOptions, MigrationResult, RouteResult, Verdict } from "./migrate/types.ts";
export type { Answers, PackageManager } from "./scaffold/answers.ts";
export { ScaffoldError } from "./scaffold/errors.ts";
export { type TemplateSet, withOutside } from "./scaffold/outside.ts";
export { scaffold } from "./scaffold/scaffold.ts";
export { catalogue } from "./stack/catalogue.ts";
export { explain, validStacks } from "./stack/explain.ts";
export { OutsideError } from "./stack/outside.ts";

/**
 * Moves session pages of the Next.js project in `root` to the App Router, as a change set with a
 * verdict for every route. Nothing is written (that is {@link apply}) and no code of the project
 * runs. The parser is loaded with the first call.
 * @param root folder of the project, or of a workspace with one Next.js application
 * @throws ProjectError when there is no Next.js project to work on
 */
export async function migrate(
  root: string,
  options: MigrateOptions = {},
): Promise<MigrationResult> {
  const { migrate: compute } = await import("./migrate/migrate.ts");
  return compute(root, options);
}

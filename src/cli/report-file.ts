import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { MigrationResult } from "../migrate/types.ts";
import { UsageError } from "./errors.ts";
import { version } from "./version.ts";

/** Writes the report of a migration. @param applied whether the migration was written */
export type WriteReport = (file: string, applied: boolean) => void;

/**
 * Checks that there is a form of report for a file's name, before anything is done.
 * @returns what is to be told of the migration before it is applied: the report has the old texts
 * @throws UsageError for an ending that stands for no form
 */
export async function reporter(
  name: string,
): Promise<(root: string, result: MigrationResult) => WriteReport> {
  const { reportForm, reportForms } = await import("../report/render.ts");
  const { reportOf } = await import("../report/model.ts");
  const form = reportForm(name);
  if (!form) {
    const endings = Object.keys(reportForms).join(", ");
    throw new UsageError(`--report ${name}: the name has to end in one of ${endings}.`);
  }
  return (root, result) => {
    const sources = sourcesOf(root, result);
    return (file, applied) => {
      const facts = { project: basename(root), version, applied };
      writeFileSync(file, form(reportOf(result, facts, (path) => sources.get(path))));
    };
  };
}

/** The texts that routes and reasons are about. */
function sourcesOf(root: string, { routes, notes }: MigrationResult): Map<string, string> {
  const reasons = [...routes.flatMap((route) => route.reasons), ...notes];
  const files = new Set([...routes, ...reasons].map(({ file }) => file));
  return new Map(
    [...files]
      .filter((file) => existsSync(join(root, file)))
      .map((file) => [file, readFileSync(join(root, file), "utf8")]),
  );
}

import { NotUnderstood } from "../finding.ts";
import { difference, stepsAfter, stepsBefore } from "../gssp/readings.ts";
import { lineOf, parseModule } from "../syntax/parse.ts";
import { resolveScopes } from "../syntax/scopes.ts";
import { type AnalysedPage, calledBy, type ServerText } from "./server-file.ts";

/**
 * Shows that the server file lets a visitor through where the page did, and nowhere else: both are
 * read again, and what they do - reads of the session, calls, guards with their conditions and
 * outcomes, returns - has to be the same list in the same order. A guard that comes before a read
 * of data in one comes before it in the other.
 * @throws NotUnderstood when the lists differ, which keeps the page where it is
 */
export function proveGuards(page: AnalysedPage, server: ServerText): void {
  const { gssp, scopes, uses } = page;
  const before = stepsBefore({ ...gssp, scopes, uses, ends: "props" });
  const differs = difference(before, stepsOfServerFile(page, server));
  if (differs === undefined) return;
  throw new NotUnderstood(
    "guard-not-proved",
    `What the moved page would do cannot be shown to be the same (${differs}).`,
    lineOf(gssp.fn),
  );
}

function stepsOfServerFile(page: AnalysedPage, server: ServerText): string[] {
  const { uses, facts } = page;
  const output = parseModule(facts.pageFile, server.text);
  const fn = output.program.body
    .map((statement) =>
      statement.type === "ExportDefaultDeclaration" ? statement.declaration : statement,
    )
    .find(
      (node) =>
        node.type === "FunctionDeclaration" && node.async && node.id?.name === server.bodyFunction,
    );
  if (fn?.type !== "FunctionDeclaration") return ["no page function"];
  const scopes = resolveScopes(output.program);
  return stepsAfter(fn.body.body, scopes, uses, calledBy(page), "props");
}

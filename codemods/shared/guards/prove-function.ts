import { NotUnderstood } from "../finding.ts";
import type { ContextUses } from "../gssp/context.ts";
import type { HandOver } from "../gssp/outcomes.ts";
import { difference, stepsAfter, stepsBefore } from "../gssp/readings.ts";
import type { ServerFunction } from "../gssp/server-functions.ts";
import { lineOf, parseModule } from "../syntax/parse.ts";
import { resolveScopes } from "../syntax/scopes.ts";
import type { Conversion } from "./convert.ts";
import { serverModuleText } from "./server-module.ts";

/**
 * Shows that a server function turns away whom the original did, and reads in the same order.
 * @throws NotUnderstood when that cannot be shown
 */
export function proveFunction(
  { fn, wrappers, scopes, module }: Conversion,
  uses: ContextUses,
  made: ServerFunction,
  over: HandOver | undefined,
): void {
  const before = stepsBefore({ fn, wrappers, scopes, uses, ends: over ?? "helper" });
  const text = serverModuleText([made], { quote: '"', semicolon: ";" });
  const { program } = parseModule(made.file, text);
  const written = program.body
    .map((statement) =>
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement,
    )
    .find((node) => node?.type === "FunctionDeclaration" && node.id?.name === made.name);
  const body = written?.type === "FunctionDeclaration" && written.async ? written.body.body : [];
  const after = stepsAfter(body, resolveScopes(program), uses, made.uses, "return");
  const differs = difference(before, after);
  if (differs === undefined) return;
  throw new NotUnderstood(
    "guard-not-proved",
    `What ${made.name}() would do in ${module.path} cannot be shown to be the same (${differs}).`,
    lineOf(fn),
  );
}

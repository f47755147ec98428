import type { MigrationResult, RouteResult, Verdict } from "../migrate/types.ts";
import type { Colors } from "./talk.ts";

const verdicts: readonly Verdict[] = ["native", "bridge", "left"];

/** What became of every route: a line each, with the reasons below, and the sums. */
export function migrationReport({ routes, notes }: MigrationResult, colors: Colors): string {
  if (routes.length === 0) return "No page and no API route reads a session on the server.\n";
  const paint = { native: colors.green, bridge: colors.yellow, left: colors.red };
  const width = Math.max(...routes.map(({ route }) => route.length));
  const lines = routes.flatMap(({ route, file, verdict, reasons }) => [
    `${paint[verdict](verdict.padEnd(7))} ${route.padEnd(width)}  ${colors.dim(file)}`,
    ...reasons.map((reason) => `        ${reason.message} ${colors.dim(placeOf(reason))}`),
  ]);
  const remarks = notes.map(
    (note) => `${colors.yellow("!")} ${note.message} ${colors.dim(placeOf(note))}`,
  );
  return [...lines, ...remarks, "", sums(routes), ""].join("\n");
}

function sums(routes: readonly RouteResult[]): string {
  const counts = verdicts.map(
    (verdict) => `${routes.filter((route) => route.verdict === verdict).length} ${verdict}`,
  );
  return `${routes.length} ${routes.length === 1 ? "route" : "routes"}: ${counts.join(", ")}`;
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${line}`;
}

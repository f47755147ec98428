import type { GuardRecord, Reason, Verdict } from "../migrate/types.ts";
import type { Report, ReportRoute } from "./model.ts";

/** The report as Markdown, e.g. for a pull request. */
export function markdownReport({
  project,
  version,
  applied,
  totals,
  routes,
  notes,
}: Report): string {
  const { native, bridge, left } = totals;
  const sections = [
    `# Migration of ${project}`,
    `${applied ? "Written" : "Proposed"} by create-session-app ${version}. ${routes.length} routes read a session on the server: ${native} native, ${bridge} bridge, ${left} left.`,
    routes.length > 0 ? ["## Routes", table(routes)].join("\n\n") : "",
    guards(routes),
    list("## What keeps bridged pages from being native", reasonsOf(routes, "bridge")),
    list("## What keeps the others in pages/", reasonsOf(routes, "left")),
    list("## To know", notes),
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function reasonsOf(routes: readonly ReportRoute[], verdict: Verdict): readonly Reason[] {
  return routes.flatMap((route) => (route.verdict === verdict ? route.reasons : []));
}

function table(routes: readonly ReportRoute[]): string {
  const rows = routes.map(
    ({ route, verdict, file, writes }) =>
      `| ${code(route)} | ${verdict} | ${code(file)} | ${verdict === "left" ? "" : writes.map(code).join("<br>")} |`,
  );
  return ["| route | verdict | was | is |", "|---|---|---|---|", ...rows].join("\n");
}

function guards(routes: readonly ReportRoute[]): string {
  const rows = routes.flatMap(({ route, guards }) =>
    guards.map((guard) => `| ${code(route)} | ${code(whenOf(guard))} | ${outcomeOf(guard)} |`),
  );
  if (rows.length === 0) return "";
  const head = ["| route | a visitor for whom | gets, before and after |", "|---|---|---|"];
  return ["## Guards", [...head, ...rows].join("\n")].join("\n\n");
}

function list(title: string, reasons: readonly Reason[]): string {
  if (reasons.length === 0) return "";
  const items = reasons.map(({ message, file, line }) => `- ${code(`${file}:${line}`)} ${message}`);
  return [title, [...new Set(items)].join("\n")].join("\n\n");
}

/** `!session`, `session && session.user.role !== "admin"` */
export function whenOf({ conditions, status }: GuardRecord): string {
  if (status === undefined) return "any";
  return conditions.length === 0 ? "always" : conditions.join(" and ");
}

/** `307 → "/login"`, `404`, `what withUser(…) decides` */
export function outcomeOf({ status, target, decidedBy }: GuardRecord): string {
  if (status === undefined) return `what ${decidedBy ?? "it"} decides`;
  return target === undefined ? `${status}` : `${status} → ${target}`;
}

/** Code in a table cell: a bar would end the cell, a backtick the code. */
function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|").replace(/\s+/g, " ")}\``;
}

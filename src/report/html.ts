import type { Verdict } from "../migrate/types.ts";
import { outcomeOf, whenOf } from "./markdown.ts";
import { html, Markup } from "./markup.ts";
import type { Excerpt, FileVersions, Report, ReportReason, ReportRoute } from "./model.ts";
import { type Fold, type Line, type Side, sideBySide } from "./side-by-side.ts";
import { style } from "./style.ts";

const meanings: Readonly<Record<Verdict, string>> = {
  native: "rewritten for the App Router",
  bridge: "moved, its getServerSideProps runs as it is",
  left: "stays in pages/, untouched",
};
const verdicts = Object.keys(meanings) as Verdict[];

// On paper everything is open.
const script = `addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});`;

/** The report as one page that needs nothing else: no network, no other file. */
export function htmlReport(report: Report): string {
  const { project, version, applied, routes, files, notes } = report;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Migration of ${project}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<h1>Migration of ${project}</h1>
<p class="soft">${applied ? "Written" : "Proposed"} by create-session-app ${version}${!applied && "; nothing was written"}. ${routes.length} routes read a session on the server.</p>
${totals(report)}
</header>
<main>
${routes.length > 0 && routeMap(routes)}
${guardTable(routes)}
${notes.length > 0 && html`<h2>To know</h2>${notes.map(reasonText)}`}
${routes.length > 0 && html`<h2>Route by route</h2>${routes.map(routeDetails)}`}
${files.length > 0 && html`<h2>Other files</h2>${files.map(fileDetails)}`}
</main>
<script>${new Markup(script)}</script>
</body>
</html>
`;
  return page.text;
}

function totals({ totals, routes }: Report): Markup {
  const shown = verdicts.filter((verdict) => totals[verdict] > 0);
  return html`${
    routes.length > 0 &&
    html`<div class="bar" role="presentation">${shown.map(
      (verdict) => html`<span class="${verdict}" style="flex-grow:${totals[verdict]}"></span>`,
    )}</div>`
  }
<ul class="legend">${verdicts.map(
    (verdict) =>
      html`<li class="${verdict}"><span class="dot"></span><b>${totals[verdict]} ${verdict}</b> <span class="soft">${meanings[verdict]}</span></li>`,
  )}</ul>`;
}

function routeMap(routes: readonly ReportRoute[]): Markup {
  return html`<h2>Route map</h2>
<table class="map">
<thead><tr><th scope="col">route</th><th scope="col">verdict</th><th scope="col">pages/</th><th scope="col">app/</th></tr></thead>
<tbody>${routes.map(
    (route) => html`
<tr class="${route.verdict}"><td><a href="#${idOf(route)}"><code>${route.route}</code></a></td>
<td class="verdict">${route.verdict}</td><td><code>${route.file}</code></td>
<td>${route.verdict !== "left" && route.writes.map((file) => html`<code>${file}</code><br>`)}</td></tr>`,
  )}</tbody>
</table>`;
}

function guardTable(routes: readonly ReportRoute[]): Markup | false {
  const rows = routes.flatMap((route) => route.guards.map((guard) => ({ route, guard })));
  if (rows.length === 0) return false;
  return html`<h2>Guards</h2>
<table class="guards map">
<thead><tr><th scope="col">route</th><th scope="col">a visitor for whom</th><th scope="col">got before</th><th scope="col">gets after</th><th scope="col">where it stood</th></tr></thead>
<tbody>${rows.map(
    ({ route, guard }) => html`
<tr class="${route.verdict}"><td><a href="#${idOf(route)}"><code>${route.route}</code></a></td><td><code>${whenOf(guard)}</code></td>
<td><code>${outcomeOf(guard)}</code></td><td><code>${outcomeOf(guard)}</code></td><td><code>${guard.file}:${guard.line}</code></td></tr>`,
  )}</tbody>
</table>
<p class="soft">Read from the source. <code>create-session-app verify</code> asks the running application.</p>`;
}

function routeDetails(route: ReportRoute): Markup {
  return html`
<details class="${route.verdict}" id="${idOf(route)}">
<summary><span class="dot"></span><code>${route.route}</code> <span class="verdict">${route.verdict}</span> <span class="soft">${route.file}</span></summary>
<div class="inside">
${route.reasons.map(reasonText)}
${route.files.map((file) => html`<h3><code>${route.file}</code> → <code>${file.path}</code></h3>${difference(file)}`)}
</div>
</details>`;
}

function fileDetails(file: FileVersions): Markup {
  return html`
<details><summary><code>${file.path}</code></summary><div class="inside">${difference(file)}</div></details>`;
}

function reasonText({ message, file, line, excerpt }: ReportReason): Markup {
  return html`<p>${message} <code class="soft">${file}:${line}</code></p>${excerpt && excerptOf(excerpt, line)}`;
}

function excerptOf({ first, lines }: Excerpt, line: number): Markup {
  return html`<pre class="excerpt" tabindex="0">${lines.map((text, index) => {
    const numbered = `${String(first + index).padStart(4)}  ${text}`;
    return html`${first + index === line ? html`<mark>${numbered}</mark>` : numbered}\n`;
  })}</pre>`;
}

function difference({ path, before, after }: FileVersions): Markup {
  return html`<div class="scroll"><table class="diff code" aria-label="${path}, before and after">
<colgroup><col style="width:3rem"><col><col style="width:3rem"><col></colgroup>
<tbody>${sideBySide(before, after).map(row)}</tbody></table></div>`;
}

function row(line: Line | Fold): Markup {
  if (line.kind === "fold") {
    return html`<tr class="fold"><td colspan="4">${line.lines} lines the same</td></tr>`;
  }
  const isChanged = line.kind === "changed";
  return html`<tr>${cell(line.before, isChanged && "gone")}${cell(line.after, isChanged && "come")}</tr>\n`;
}

function cell(side: Side | undefined, name: string | false): Markup {
  if (!side) return html`<td class="number"></td><td></td>`;
  const pieces = side.pieces.map(({ text, changed }) =>
    changed && name ? html`<mark>${text}</mark>` : text,
  );
  return html`<td class="number">${side.number}</td><td class="${name}">${pieces}</td>`;
}

function idOf({ route }: ReportRoute): string {
  return `route-${encodeURIComponent(route)}`;
}

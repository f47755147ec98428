import type { Result } from "./measure.ts";
import { target } from "./report.ts";

const width = 760;
const bar = 18;
const gap = 10;
const left = 270;
const right = 60;
const top = 40;

/** A bar for each application: CPU time of its JSON route relative to no session. */
export function chart(results: readonly Result[]): string {
  const rows = results.filter(({ route }) => route === "json");
  const most = Math.max(1.5, ...rows.map(({ ratio }) => ratio.median)) * 1.05;
  const x = (value: number) => left + (value / most) * (width - left - right);
  const height = top + rows.length * (bar + gap) + 30;
  const bars = rows.map(({ subject, ratio }, index) => {
    const y = top + index * (bar + gap);
    const limit = target(subject.name);
    const colour = limit === undefined ? "#8b95a5" : ratio.median <= limit ? "#2f9e6e" : "#d9822b";
    return [
      text(left - 10, y + 13, subject.name, "end"),
      `<rect x="${left}" y="${y}" width="${(x(ratio.median) - left).toFixed(1)}" height="${bar}" rx="3" fill="${colour}"/>`,
      text(x(ratio.median) + 6, y + 13, ratio.median.toFixed(2), "start"),
    ].join("\n  ");
  });
  const one = x(1).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">
  <rect width="${width}" height="${height}" fill="#fff"/>
  ${text(left, 20, "CPU time of GET /api/me, no session = 1", "start")}
  ${bars.join("\n  ")}
  <line x1="${one}" y1="${top - 8}" x2="${one}" y2="${height - 26}" stroke="#222" stroke-dasharray="3 3"/>
  ${text(left, height - 8, "green: within its target; orange: over it; grey: a library used bare", "start")}
</svg>
`;
}

function text(x: number, y: number, content: string, anchor: "start" | "end"): string {
  return `<text x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}" fill="#222">${content}</text>`;
}

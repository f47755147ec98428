import type { Result } from "./measure.ts";
import { verdict } from "./target.ts";

const width = 860;
const left = 190;
const right = 24;
const top = 92;
const row = 50;

/** Readable on white and on black, and told apart by whoever is colour-blind (Okabe and Ito). */
const colours = [
  "#0072b2",
  "#e69f00",
  "#009e73",
  "#d55e00",
  "#cc79a7",
  "#56b4e9",
  "#8c7ae6",
  "#999",
];

const style = `
    text { fill: #1f2937; font: 13px system-ui, sans-serif }
    .quiet { fill: #6b7280; font-size: 12px }
    .grid { stroke: #e5e7eb }
    .one { stroke: #6b7280; stroke-dasharray: 3 3 }
    .bare { fill: none; stroke: #1f2937; stroke-width: 1.5 }
    .missed { fill: none; stroke: #dc2626; stroke-width: 1.5 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e5e7eb }
      .quiet { fill: #9ca3af }
      .grid { stroke: #374151 }
      .one { stroke: #9ca3af }
      .bare { stroke: #e5e7eb }
      .missed { stroke: #f87171 }
    }`;

/**
 * A line for each library and router, with a dot for each store: CPU time of the JSON route relative
 * to no session. The library bare is a hollow square.
 */
export function chart(results: readonly Result[]): string {
  const shown = results.filter(({ route }) => route === "json");
  const stacks = shown.filter(({ bare }) => !bare);
  const lines = [...new Set(stacks.map(lineOf))];
  const stores = [...new Set(stacks.map(storeOf))];
  const most = Math.max(1.5, ...shown.map(({ ratio }) => ratio.median));
  const least = Math.min(0.95, ...shown.map(({ ratio }) => ratio.median));
  const x = (value: number) =>
    left + ((value - least) / (most * 1.03 - least)) * (width - left - right);
  const bottom = top + lines.length * row;
  const middle = (line: string) => top + lines.indexOf(line) * row + row / 2;

  const step = most > 3 ? 0.5 : most > 2 ? 0.25 : 0.1;
  const ticks: string[] = [];
  for (let value = Math.ceil(least / step) * step; value <= most * 1.03; value += step) {
    const at = fixed(x(value));
    ticks.push(`<path class="grid" d="M${at} ${top - 6}V${bottom}"/>`);
    ticks.push(text(x(value), bottom + 18, `${Number(value.toFixed(2))}`, "middle", "quiet"));
  }
  const legend = stores.map((store, index) => {
    const at = left + (index % 4) * 150;
    const y = 44 + Math.floor(index / 4) * 20;
    return `${dot(at, y - 4, colours[index])}${text(at + 10, y, store)}`;
  });
  const marks = shown.map((result) => {
    const at = x(result.ratio.median);
    if (result.bare) {
      const line = lines.find((name) => name.startsWith(`${result.library} `));
      if (line === undefined) return "";
      return `<path class="bare" d="M${fixed(at - 5)} ${middle(line) - 5}h10v10h-10z"><title>${title(result)}</title></path>`;
    }
    const index = stores.indexOf(storeOf(result));
    const y = middle(lineOf(result)) + (index - (stores.length - 1) / 2) * 5;
    const ring = verdict(result, results)?.kept
      ? ""
      : `<circle class="missed" cx="${fixed(at)}" cy="${y}" r="7"/>`;
    return dot(at, y, colours[index], title(result)) + ring;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bottom + 56}" viewBox="0 0 ${width} ${bottom + 56}" role="img">
  <title>CPU time of the JSON route relative to no session, by library and store</title>
  <style>${style}
  </style>
  ${text(0, 16, "CPU time of GET /api/me; no session = 1")}
  ${legend.join("\n  ")}
  ${lines.map((line) => `<path class="grid" d="M0 ${middle(line) + row / 2}H${width}"/>`).join("\n  ")}
  ${ticks.join("\n  ")}
  <path class="one" d="M${fixed(x(1))} ${top - 6}V${bottom}"/>
  ${lines.map((line) => text(0, middle(line) + 4, line)).join("\n  ")}
  ${marks.filter(Boolean).join("\n  ")}
  ${text(left, bottom + 42, "Square: the library bare, as its documentation has it. Red ring: target missed.", "start", "quiet")}
</svg>
`;
}

/** "jose (pages)" of "jose × redis × pages". */
function lineOf({ name, library }: Result): string {
  return `${library} (${name.split(" × ")[2] ?? ""})`;
}

function storeOf({ name }: Result): string {
  return name.split(" × ")[1] ?? "";
}

const title = ({ name, ratio }: Result) => `${name}: ${ratio.median.toFixed(2)}`;
const fixed = (value: number) => value.toFixed(1);

function dot(x: number, y: number, colour = "#999", says = ""): string {
  return `<circle cx="${fixed(x)}" cy="${y}" r="4" fill="${colour}">${says && `<title>${says}</title>`}</circle>`;
}

function text(x: number, y: number, content: string, anchor = "start", kind = ""): string {
  const attributes = `${kind && ` class="${kind}"`}${anchor === "start" ? "" : ` text-anchor="${anchor}"`}`;
  return `<text x="${fixed(x)}" y="${y}"${attributes}>${content}</text>`;
}

import { expect, test } from "vitest";
import { chart } from "./chart.ts";
import { compare, type Result, type Route, type Sample } from "./measure.ts";
import { publish, table } from "./report.ts";
import { verdict } from "./target.ts";

const sample = (cpu: number, times = [cpu]): Sample => ({ cpu, perSecond: 1000 / cpu, times });

function result(name: string, cpu: number, base = 1, route: Route = "json"): Result {
  const [library = "", , router] = name.split(/ × |, /);
  const samples = compare([sample(cpu)], [sample(base)]);
  return { name, library, bare: router === undefined, route, ...samples };
}

test("with and without a session are compared round by round", () => {
  const slowMoment = [sample(2), sample(30), sample(3)];
  const { ratio, cost, session } = compare(slowMoment, [sample(1), sample(10), sample(1)]);
  expect(ratio).toEqual({ min: 2, median: 3 });
  expect(cost).toEqual({ min: 1, median: 2 });
  expect(session.cpu).toEqual({ min: 2, median: 3 });
});

test("the 99th percentile is that of all rounds together", () => {
  const most = Array.from({ length: 99 }, () => 1);
  expect(compare([sample(1, most), sample(1, [9])], [sample(1)]).session.p99).toBe(1);
  expect(compare([sample(1, most), sample(1, [9, 9])], [sample(1)]).session.p99).toBe(9);
});

test("our own sessions may cost a tenth, those of libraries a quarter", () => {
  const ours = (cpu: number) => verdict(result("server-session × redis × app", cpu), []);
  expect(ours(1.1)).toEqual({ kept: true, limit: "≤ 1.10" });
  expect(ours(1.11)).toEqual({ kept: false, limit: "≤ 1.10" });
  expect(verdict(result("jose × redis × app", 1.25), [])?.kept).toBe(true);
  expect(verdict(result("jose × redis × app", 1.26), [])?.kept).toBe(false);
});

test("what costs more by itself has to cost 30 % less than bare", () => {
  const all = [result("authjs, bare", 3), result("authjs × redis × app", 2.4)];
  const limit = "≤ 2.40: 30 % off the library bare";
  expect(verdict(result("authjs × redis × app", 2.4), all)).toEqual({ kept: true, limit });
  expect(verdict(result("authjs × redis × app", 2.5), all)).toEqual({ kept: false, limit });
  expect(verdict(result("server-session × redis × app", 2.4), all)?.kept).toBe(false);
});

test("a library that is cheap bare has no excuse", () => {
  const all = [result("jose, bare", 1.2)];
  const dear = verdict(result("jose × redis × app", 1.3), all);
  expect(dear).toEqual({ kept: false, limit: "≤ 1.25" });
});

test("the cost of a library is compared in milliseconds, whatever the route costs", () => {
  const all = [result("jose, bare", 2, 1)];
  expect(verdict(result("jose × redis × pages", 0.85, 0.5), all)?.limit).toMatch(/^≤ 2.40: /);
});

test("neither pages nor libraries by themselves have a target", () => {
  expect(verdict(result("jose × redis × app", 9, 1, "page"), [])).toBeUndefined();
  expect(verdict(result("jose, bare", 9), [])).toBeUndefined();
});

test("a table has a line for each application, with the median and the least", () => {
  const results = [result("jose × redis × app", 2), result("jose, bare", 3)];
  const [heads, , stack, bare, ...rest] = table(results, "json").split("\n");
  expect(heads?.split("|")).toHaveLength(9);
  expect(stack).toBe(
    "| jose × redis × app | **2.00** (2.00) | ✔ ≤ 2.40: 30 % off the library bare | 2.00 (2.00) | 1.00 (1.00) | 500 / 1000 | 2 / 1 |",
  );
  expect(bare).toContain("| jose, bare | **3.00** (3.00) | – |");
  expect(rest).toEqual([]);
  expect(table(results, "page").split("\n")).toHaveLength(2);
});

test("figures are put between the marks of a document, and nothing else is touched", () => {
  const marks = [
    "<!-- figures: written by `npm run bench:apps -- --publish` -->",
    "<!-- end of figures -->",
  ];
  const document = ["before", marks[0], "old", marks[1], "after"].join("\n");
  const first = publish(document, "new\n");
  expect(first).toBe(["before", `${marks[0]}\n`, "new\n", marks[1], "after"].join("\n"));
  expect(publish(first, "new\n")).toBe(first);
  expect(() => publish("no marks", "new")).toThrow("no place");
});

test("the chart has a dot for each stack, a square for each bare library, a ring for what missed", () => {
  const results = [
    result("server-session × redis × app", 1.05),
    result("jose × redis × app", 1.2),
    result("jose × cookie × app", 1.6),
    result("jose × redis × pages", 1.2),
    result("jose, bare", 1.3),
    result("jose × redis × app", 5, 1, "page"),
  ];
  const svg = chart(results);
  expect(svg.match(/class="missed" cx/g)).toHaveLength(1);
  expect(svg.match(/class="bare" d/g)).toHaveLength(1);
  expect(svg).toContain("<title>jose × cookie × app: 1.60</title>");
  expect(svg.match(/>jose \((app|pages)\)</g)).toEqual([">jose (app)<", ">jose (pages)<"]);
  expect(svg.match(/r="4"/g)).toHaveLength(2 + 4); // the legend has one for each store
  expect(svg).toContain("prefers-color-scheme: dark");
});

import { writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { validStacks } from "../../../src/stack/explain.ts";
import { versions } from "../../../src/stack/versions.ts";
import { nameOf } from "../../contract/run/run-stack.ts";
import { chart } from "./chart.ts";
import { measure, type Result } from "./measure.ts";
import { report, target } from "./report.ts";
import { bareLibraries, openBare, openStack, type Subject } from "./subject.ts";

// What a session costs in generated applications, and in libraries used as they say themselves.
// --stacks memory,redis  parts of the names of stacks; --bare jose  libraries, or none
// --rounds 5             --publish  writes docs/performance.md and the chart beside it

const { values } = parseArgs({
  options: {
    stacks: { type: "string", default: "server-session" },
    bare: { type: "string" },
    rounds: { type: "string", default: "5" },
    publish: { type: "boolean", default: false },
  },
});

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);
const list = (text: string) => text.split(",").map((part) => part.trim());
const loads = { json: { requests: 400, atOnce: 8 }, page: { requests: 100, atOnce: 8 } };
const docs = path.resolve(import.meta.dirname, "../../../docs");

async function bench(): Promise<boolean> {
  const stacks = validStacks().filter(
    (stack) =>
      stack.router === "app" && list(values.stacks).some((part) => nameOf(stack).includes(part)),
  );
  const libraries = (await bareLibraries()).filter(
    (name) => values.bare === undefined || list(values.bare).includes(name),
  );
  const subjects: Subject[] = [];
  try {
    for (const stack of stacks) subjects.push(await ready(nameOf(stack), () => openStack(stack)));
    for (const name of libraries) subjects.push(await ready(name, () => openBare(name)));
    const before = os.loadavg()[0] ?? 0;
    const results = await measure(subjects, Number(values.rounds), loads, say);
    const after = os.loadavg()[0] ?? 0;
    const text = report(results, {
      date: new Date().toISOString().slice(0, 10),
      node: process.version,
      next: versions.next,
      rounds: Number(values.rounds),
      cores: os.availableParallelism(),
      load: `${before.toFixed(1)} and ${after.toFixed(1)}`,
    });
    console.log(text);
    if (values.publish) {
      await writeFile(path.join(docs, "performance.md"), text);
      await writeFile(path.join(docs, "performance.svg"), chart(results));
    }
    return results.every(within);
  } finally {
    for (const subject of subjects) await subject.close();
  }
}

async function ready(name: string, open: () => Promise<Subject>): Promise<Subject> {
  const subject = await open();
  say(`${name} is ready`);
  return subject;
}

function within({ subject, route, ratio }: Result): boolean {
  const most = target(subject.name);
  return route !== "json" || most === undefined || ratio.median <= most;
}

process.exitCode = (await bench()) ? 0 : 1;

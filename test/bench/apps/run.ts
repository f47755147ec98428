import { readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { validStacks } from "../../../src/stack/explain.ts";
import type { Stack } from "../../../src/stack/types.ts";
import { versions } from "../../../src/stack/versions.ts";
import { closeWorkshops } from "../../contract/app/generated.ts";
import { nameOf } from "../../contract/run/run-stack.ts";
import { bareLibraries, openBare } from "./bare.ts";
import { chart } from "./chart.ts";
import { measure, type Result } from "./measure.ts";
import { profile } from "./profile.ts";
import { publish, report } from "./report.ts";
import { openStack, type Subject } from "./subject.ts";
import { verdict } from "./target.ts";

// What a session costs in generated applications, and in libraries used as they say themselves.
// --stacks memory,redis  parts of the names of stacks; without it, those that are published
// --bare jose            libraries to be measured bare, or none; without it, those of the stacks
// --rounds 5             --requests 600  of the JSON route a turn; of the page, a tenth
// --profile folder       has CPU profiles of the JSON route written there, after the measurement
// --publish              writes docs/performance.md and its chart

const { values } = parseArgs({
  options: {
    stacks: { type: "string" },
    bare: { type: "string" },
    rounds: { type: "string", default: "5" },
    requests: { type: "string", default: "600" },
    profile: { type: "string" },
    publish: { type: "boolean", default: false },
  },
});

const started = performance.now();
const say = (line: string) => {
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(`bench: ${`${seconds}`.padStart(4)} s  ${line}\n`);
};
const list = (text: string) => text.split(",").map((part) => part.trim());
const rounds = Number(values.rounds);
const requests = { json: Number(values.requests), page: Math.ceil(Number(values.requests) / 10) };
const atOnce = 8;
const loads = {
  json: { requests: requests.json, atOnce },
  page: { requests: requests.page, atOnce },
};
const docs = path.resolve(import.meta.dirname, "../../../docs");

async function bench(): Promise<boolean> {
  const stacks = validStacks()
    .filter(({ store }) => store !== "hosted")
    .filter(isWished);
  const libraries = (await bareLibraries()).filter((name) =>
    values.bare ? list(values.bare).includes(name) : stacks.some(({ auth }) => auth === name),
  );
  const subjects: Subject[] = [];
  try {
    await open(stacks, libraries, subjects);
    const before = os.loadavg()[0] ?? 0;
    const results = await measure(subjects, rounds, loads, say);
    const text = report(results, {
      date: new Date().toISOString().slice(0, 10),
      node: process.version,
      next: versions.next,
      libraries: [...new Set(stacks.map(({ auth }) => auth))].flatMap(versionOf),
      rounds,
      requests,
      cores: os.availableParallelism(),
      load: [before, os.loadavg()[0] ?? 0],
    });
    console.log(text);
    if (values.publish) {
      const document = path.join(docs, "performance.md");
      await writeFile(document, publish(await readFile(document, "utf8"), text));
      await writeFile(path.join(docs, "images/performance.svg"), chart(results));
    }
    if (values.profile) {
      for (const subject of subjects) await profile(subject, loads.json, values.profile);
    }
    return results.every((result) => isKept(result, results));
  } finally {
    await Promise.allSettled(subjects.map((subject) => subject.close()));
    await closeWorkshops();
  }
}

/** Published are all stacks of the App Router, and one of each kind of store of the Pages Router. */
function isWished(stack: Stack): boolean {
  if (values.stacks) return list(values.stacks).some((part) => nameOf(stack).includes(part));
  return stack.router === "app" || stack.store === "redis" || stack.store === "cookie";
}

/** Builds and starts two at a time, in the order of the catalogue: what follows builds faster. */
async function open(
  stacks: readonly Stack[],
  libraries: readonly string[],
  subjects: Subject[],
): Promise<void> {
  const work = [
    ...stacks.map((stack, index) => ({
      index,
      name: nameOf(stack),
      open: (lane: number) => openStack(stack, `bench-${process.pid}-${lane}-${stack.router}`),
    })),
    ...libraries.map((name, index) => ({
      index: stacks.length + index,
      name: `${name}, bare`,
      open: () => openBare(name),
    })),
  ];
  const opened: Subject[] = [];
  const lane = async (number: number) => {
    for (let next = work.shift(); next; next = work.shift()) {
      const subject = await next.open(number);
      opened[next.index] = subject;
      say(`${next.name} is ready`);
    }
  };
  const lanes = await Promise.allSettled([lane(1), lane(2)]);
  subjects.push(...opened.filter(Boolean));
  for (const each of lanes) if (each.status === "rejected") throw each.reason;
}

/** "jose 6.2.17"; nothing for what has no library. */
function versionOf(auth: string): string[] {
  const known: Record<string, string> = { ...versions, authjs: versions["next-auth@5"] };
  return known[auth] === undefined ? [] : [`${auth} ${known[auth]}`];
}

function isKept(result: Result, all: readonly Result[]): boolean {
  return verdict(result, all)?.kept ?? true;
}

process.exitCode = (await bench()) ? 0 : 1;

import path from "node:path";
import type { Stack } from "../../src/stack/types.ts";
import { nameOf } from "../contract/run/run-stack.ts";
import { prepare } from "../setup/prepare.ts";
import { sharedModules } from "../support/modules.ts";
import { runInLanes } from "./lanes.ts";
import { writeMatrix } from "./matrix.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { clock, failureLines, progressLine } from "./report.ts";
import { allFailed, count, isPassed, type StackResult } from "./result.ts";
import { ResultsFile } from "./results-file.ts";
import { stackHash } from "./stack-hash.ts";

const changed =
  "Its files were changed while it was checked, so that nobody can say what was checked.";

/**
 * The matrix: generates every valid stack, builds it, lints it, starts it and holds it against the
 * whole contract. Ends with a line `N passed, N failed`; each stack has one check for the build with
 * its types, one for the linter, and one for every clause.
 * @returns the exit code
 */
async function main({ stacks, ...options }: Options): Promise<number> {
  await prepare(say);
  await sharedModules();
  const started = performance.now();
  const hashes = await hashesOf(stacks);
  const file = new ResultsFile(hashes);
  const results = new Map<string, StackResult>();
  for (const stack of stacks) {
    const known = options.resume ? file.passed(stack) : undefined;
    if (known) results.set(nameOf(stack), known);
  }
  const queue = stacks.filter((stack) => !results.has(nameOf(stack)));
  const known = results.size;
  if (known > 0) say(`${known} stacks have passed as they are now: they are not run again.`);
  say(`Checking ${queue.length} stacks, ${options.atOnce} at a time.`);

  const next = () =>
    performance.now() - started < options.limit * 60_000 ? queue.shift() : undefined;
  await runInLanes(options.atOnce, next, async (result) => {
    const same = (await stackHash(result.stack)) === hashes.get(nameOf(result.stack));
    const shown = same ? result : allFailed(result.stack, changed, result.ms);
    if (same) file.add(result);
    results.set(nameOf(result.stack), shown);
    const elapsed = performance.now() - started;
    say(progressLine(shown, { done: results.size, known, total: stacks.length, elapsed }));
    for (const line of failureLines(shown)) say(line);
  });

  const code = conclude([...results.values()], queue.length, performance.now() - started);
  if (code === 0 && options.all) {
    const place = path.relative(process.cwd(), await writeMatrix(stacks, file));
    say(`Every stack is as it should be: wrote ${place}.`);
  }
  const { passed, failed } = count([...results.values()]);
  say(`${passed} passed, ${failed} failed`);
  return code;
}

async function hashesOf(stacks: readonly Stack[]): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const stack of stacks) hashes.set(nameOf(stack), await stackHash(stack));
  return hashes;
}

/** @param left number of stacks that were not begun */
function conclude(results: readonly StackResult[], left: number, elapsed: number): number {
  const failed = results.filter((result) => !isPassed(result));
  if (failed.length > 0) say(`\nWrong with ${failed.length} of ${results.length} stacks:`);
  for (const line of failed.flatMap(failureLines)) say(line);
  if (left > 0)
    say(`\nThe time is up: ${left} stacks were not checked. --resume goes on from here.`);
  const { limits, inapplicable } = count(results);
  say(
    `\n${results.length} stacks in ${clock(elapsed)}. ${limits} clauses are not kept, as the catalogue says: counted as passed. ${inapplicable} do not apply: not counted.`,
  );
  return failed.length > 0 || left > 0 ? 1 : 0;
}

function say(line: string): void {
  console.log(line);
}

function read(): Options | undefined {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exitCode = 2;
  }
}

const options = read();
if (options) process.exitCode = await main(options);

import { execa } from "execa";
import { prepare } from "./setup/prepare.ts";

/**
 * The test command: prepares the machine, checks types and style, runs every test and a selection of
 * the matrix that covers every library and every store, and ends with one line `N passed, N failed`
 * over all of them. The whole matrix is `npm run test:stacks`. `--no-stacks` leaves the selection out;
 * so do arguments for vitest, e.g. `npm test -- --project unit`.
 */
async function main(args: readonly string[]): Promise<number> {
  const began = performance.now();
  await prepare(say);

  const check = await execa("npm", ["run", "--silent", "check"], {
    stdio: "inherit",
    reject: false,
  });
  if (check.exitCode !== 0) {
    say("Types or style are wrong, see above; `npm run fix` mends style.");
    console.log("0 passed, 1 failed");
    return 1;
  }

  const forVitest = args.filter((arg) => arg !== "--no-stacks");
  const parts = [await runPart("vitest", vitestArguments(forVitest))];
  if (args.length === 0) parts.push(await runPart("tsx", stacksArguments(began)));
  const sum = (key: keyof Counts) => parts.reduce((total, { counts }) => total + counts[key], 0);
  const line = `${sum("passed")} passed, ${sum("failed")} failed`;
  console.log(sum("skipped") > 0 ? `${line}, ${sum("skipped")} skipped` : line);
  return parts.some(({ exitCode }) => exitCode !== 0) ? 1 : 0;
}

/** Minutes after which the machine is taken to be too slow for the larger selection in an hour. */
const slowAfter = 24;

/** The selection of stacks; the smaller one, which is said aloud, where the rest took very long. */
function stacksArguments(began: number): string[] {
  const minutes = (performance.now() - began) / 60_000;
  const stacks = ["test/stacks/run.ts", "--cover"];
  if (minutes < slowAfter) return stacks;
  say(
    `The tests took ${Math.round(minutes)} minutes up to here: every library is tried with one store instead of two, see test/stacks/cover.ts.`,
  );
  return [...stacks, "--stores", "1"];
}

/** The contract on every stack is the matrix's: vitest has it for working on a single one. */
function vitestArguments(given: readonly string[]): string[] {
  const reporters = ["--reporter=default", "--reporter=./test/setup/count-reporter.ts"];
  return ["run", ...reporters, "--exclude=test/contract/contract.test.ts", ...given];
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs a part of the tests, shows what it says, and reads its last line that counts. */
async function runPart(program: string, args: readonly string[]) {
  const env = { NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: process.stdout.isTTY ? "1" : "0" };
  const { exitCode = 1, stdout } = await execa(program, args, {
    reject: false,
    preferLocal: true,
    stdin: "inherit",
    stdout: ["inherit", "pipe"],
    stderr: "inherit",
    env,
  });
  return { exitCode, counts: lastCounts(stdout) };
}

/** A part that counts nothing did not come to its end: that is one failure. */
function lastCounts(output: string): Counts {
  const lines = output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm);
  const last = [...lines].at(-1);
  if (!last) return { passed: 0, failed: 1, skipped: 0 };
  const [passed = 0, failed = 0, skipped = 0] = last.slice(1).map((text) => Number(text ?? 0));
  return { passed, failed, skipped };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    say(error.message);
    console.log("0 passed, 1 failed");
    process.exitCode = 1;
  },
);

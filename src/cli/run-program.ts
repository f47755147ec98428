import { execa } from "execa";
import type { Ended } from "./environment.ts";
import { CommandError, Interrupted } from "./errors.ts";

/**
 * Runs a program to its end, without a terminal to ask on. Where `stop` aborts, the program is told
 * to end, and killed when it has not after five seconds.
 * @throws Interrupted when it was stopped, after it has ended
 * @throws CommandError when it could not be started
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  cwd: string,
  stop: AbortSignal,
): Promise<Ended> {
  const result = await execa(program, args, {
    cwd,
    stdin: "ignore",
    all: true,
    reject: false,
    cancelSignal: stop,
    forceKillAfterDelay: 5000,
  });
  if (stop.aborted) throw new Interrupted(`Stopped while ${program} was running.`);
  if (result.exitCode !== undefined) return { exitCode: result.exitCode, output: result.all };
  if (result.signal)
    return { exitCode: 1, output: `${result.all}\n${program} was ended by ${result.signal}.` };
  throw new CommandError(`${program} could not be started; is it installed?`);
}

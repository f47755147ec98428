import { CommanderError } from "commander";
import type { Environment } from "./environment.ts";
import { exitCodes, tell, UsageError } from "./errors.ts";
import { program } from "./program.ts";
import { colorsFor } from "./talk.ts";

/**
 * Runs one command line to its end.
 * @param args what follows the program's name
 * @returns the exit code; errors are told on stderr, with `--json` on stdout too
 */
export async function run(args: readonly string[], environment: Environment): Promise<number> {
  try {
    await program(environment).parseAsync([...args], { from: "user" });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      return fail(new UsageError(usageSentence(error)), args, environment);
    }
    return fail(error, args, environment);
  }
}

function fail(error: unknown, args: readonly string[], environment: Environment): number {
  const { stdout, stderr, env } = environment;
  const { message, exitCode, details } = tell(error);
  const colors = colorsFor(stderr, env);
  stderr.write(`${colors.red("✖")} ${message}\n`);
  if (args.includes("--debug") && error instanceof Error) stderr.write(`${error.stack}\n`);
  if (args.includes("--json")) {
    stdout.write(`${JSON.stringify({ error: { message, exitCode, ...details } }, null, 2)}\n`);
  }
  return exitCode;
}

/** "error: unknown option '--stroe'\n(Did you mean --store?)" as sentences. */
function usageSentence({ message }: CommanderError): string {
  const [problem = "", suggestion] = message.replace(/^error: /, "").split("\n");
  const sentence = `${problem.charAt(0).toUpperCase()}${problem.slice(1)}`;
  const ended = /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
  return suggestion ? `${ended} ${suggestion.replace(/^\(|\)$/g, "")}` : `${ended} See --help.`;
}

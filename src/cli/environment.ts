import type { Catalogue } from "../stack/catalogue.ts";
import type { TemplateSource } from "../templates/source.ts";
import type { Asker } from "./ask.ts";

/** Where a command writes; a terminal or not. */
export interface Output {
  readonly isTTY: boolean;
  write(text: string): void;
}

/** How a program that we started ended. */
export interface Ended {
  readonly exitCode: number;
  /** stdout and stderr as they came. */
  readonly output: string;
}

/**
 * Every effect of the command line, so that a test can run a command in memory and look at what
 * it would have done. `main.ts` makes the real one.
 */
export interface Environment {
  /** Absolute path of the folder that we were started in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Carries the result, JSON with `--json`, and nothing else. */
  readonly stdout: Output;
  /** Carries the talk: questions, progress, errors. */
  readonly stderr: Output;
  readonly stdin: { readonly isTTY: boolean };
  /** Aborted by Ctrl-C; commands look at it between steps. */
  readonly signal: AbortSignal;
  /** Milliseconds, only differences matter. */
  readonly now: () => number;
  readonly random: (bytes: number) => Buffer;
  readonly templates: () => TemplateSource;
  /** What can be chosen. */
  readonly catalogue: Catalogue;
  /** Asks the person; loaded only when something has to be asked. */
  readonly asker: () => Promise<Asker>;
  /**
   * Runs a program to its end without a terminal.
   * @throws Interrupted when Ctrl-C came meanwhile, after the program has ended
   * @throws CommandError when there is no such program
   */
  readonly run: (program: string, args: readonly string[], cwd: string) => Promise<Ended>;
}

/**
 * Whether questions can be asked: a person at both ends, nothing else that reads our output, and a
 * terminal that can move its cursor.
 */
export function isInteractive({ stdin, stdout, stderr, env }: Environment): boolean {
  return (
    stdin.isTTY &&
    stdout.isTTY &&
    stderr.isTTY &&
    !isContinuousIntegration(env) &&
    env.TERM !== "dumb"
  );
}

/** CI services set `CI`; "false" and "0" mean the opposite. */
export function isContinuousIntegration(env: Environment["env"]): boolean {
  return Boolean(env.CI) && env.CI !== "false" && env.CI !== "0";
}

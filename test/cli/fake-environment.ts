import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Asker } from "../../src/cli/ask.ts";
import type { Ended, Environment } from "../../src/cli/environment.ts";
import { run } from "../../src/cli/run.ts";
import { catalogue } from "../../src/stack/catalogue.ts";
import { memoryTemplates, smallTemplates } from "../scaffold/memory-templates.ts";

/** What a command did, seen from outside. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Programs that were run: `npm install --no-audit --no-fund`. */
  readonly ran: readonly string[];
}

export interface FakeOptions {
  readonly cwd: string;
  readonly env?: Record<string, string>;
  /** Whether somebody sits at a terminal. */
  readonly terminal?: boolean;
  /** Answers to the questions by their message; a question without one fails the test. */
  readonly answers?: Record<string, Answer>;
  /** How programs end; all succeed where not given. */
  readonly programs?: (command: string) => Ended | Error | undefined;
  readonly files?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** Runs a command line in an environment of which only the disk is real. */
export async function runFake(args: readonly string[], options: FakeOptions): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const ran: string[] = [];
  const isTTY = Boolean(options.terminal);
  const output = (name: "stdout" | "stderr") => ({
    isTTY,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const environment: Environment = {
    cwd: options.cwd,
    env: { NO_COLOR: "1", ...options.env },
    stdout: output("stdout"),
    stderr: output("stderr"),
    stdin: { isTTY },
    signal: options.signal ?? new AbortController().signal,
    now: () => 0,
    random: (bytes) => Buffer.alloc(bytes, 7),
    templates: () => memoryTemplates({ ...smallTemplates, ...options.files }),
    catalogue,
    asker: async () => scriptedAsker(options.answers ?? {}),
    run: async (program, programArgs) => {
      const command = [program, ...programArgs].join(" ");
      ran.push(command);
      const ended = options.programs?.(command) ?? { exitCode: 0, output: "" };
      if (ended instanceof Error) throw ended;
      return ended;
    },
  };
  const exitCode = await run(args, environment);
  return { exitCode, ...written, ran };
}

/** An empty folder that goes when the test ends. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "create-session-app-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Answer = string | boolean | readonly string[];

function scriptedAsker(answers: Record<string, Answer>): Asker {
  const answer = (message: string) => {
    const found = answers[message];
    if (found === undefined) throw new Error(`nobody answers "${message}"`);
    return found;
  };
  return {
    text: async ({ message }) => String(answer(message)),
    select: async ({ message }) => String(answer(message)),
    several: async ({ message }) => {
      const given = answer(message);
      return Array.isArray(given) ? given : [String(given)];
    },
    confirm: async ({ message }) => answer(message) === true,
  };
}

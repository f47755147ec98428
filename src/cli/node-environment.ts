import { randomBytes } from "node:crypto";
import { catalogue } from "../stack/catalogue.ts";
import { templatesIn, templatesRoot } from "../templates/source.ts";
import type { Environment, Output } from "./environment.ts";

/** The environment of this process. `dispose` gives Ctrl-C back its usual meaning. */
export function nodeEnvironment(): { environment: Environment; dispose: () => void } {
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, stop);

  const environment: Environment = {
    cwd: process.cwd(),
    env: process.env,
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    stdin: { isTTY: Boolean(process.stdin.isTTY) },
    signal: stopped.signal,
    now: () => performance.now(),
    random: randomBytes,
    templates: () => templatesIn(templatesRoot()),
    catalogue,
    asker: async () => (await import("./ask.ts")).terminalAsker(stopped.signal),
    run: async (program, args, cwd) =>
      (await import("./run-program.ts")).runProgram(program, args, cwd, stopped.signal),
  };
  return {
    environment,
    dispose: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}

function output(stream: NodeJS.WriteStream): Output {
  // A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return { isTTY: Boolean(stream.isTTY), write: (text) => void stream.write(text) };
}

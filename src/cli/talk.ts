import pc from "picocolors";
import { type Environment, isContinuousIntegration, type Output } from "./environment.ts";

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours for one stream. NO_COLOR and FORCE_COLOR (no-color.org, force-color.org) come first. */
export function colorsFor(stream: Output, env: Environment["env"]): Colors {
  if (env.NO_COLOR) return pc.createColors(false);
  const force = env.FORCE_COLOR;
  if (force !== undefined) return pc.createColors(force !== "0" && force !== "false");
  return pc.createColors(stream.isTTY && env.TERM !== "dumb");
}

/** What a command says to a person while it works, on stderr. */
export interface Talk {
  readonly colors: Colors;
  say(line: string): void;
  warn(line: string): void;
  /**
   * Shows that something is going on until `work` is done: a line that counts the seconds on a
   * terminal, one line at the end elsewhere.
   */
  step<Result>(doing: string, done: string, work: () => Promise<Result>): Promise<Result>;
}

/** The talk of one command. */
export function talkOn(environment: Environment): Talk {
  const { stderr, env, now } = environment;
  const colors = colorsFor(stderr, env);
  const say = (line: string) => stderr.write(`${line}\n`);
  const moving = stderr.isTTY && env.TERM !== "dumb" && !isContinuousIntegration(env);
  return {
    colors,
    say,
    warn: (line) => say(`${colors.yellow("!")} ${line}`),
    async step(doing, done, work) {
      const began = now();
      const seconds = () => Math.round((now() - began) / 1000);
      const stop = moving
        ? showProgress(stderr, () => `${doing} ${seconds()} s`, colors)
        : () => {};
      try {
        const result = await work();
        stop();
        say(`${colors.green("✔")} ${done}${seconds() > 0 ? colors.dim(` (${seconds()} s)`) : ""}`);
        return result;
      } catch (error) {
        stop();
        throw error;
      }
    },
  };
}

/** Draws a line again and again in place; the returned function wipes it. */
function showProgress(stream: Output, line: () => string, colors: Colors): () => void {
  const frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  let frame = 0;
  const wipe = "\r\u001b[K";
  const draw = () => {
    stream.write(`${wipe}${colors.cyan(frames[frame++ % frames.length] ?? "")} ${line()}`);
  };
  draw();
  const timer = setInterval(draw, 100);
  return () => {
    clearInterval(timer);
    stream.write(wipe);
  };
}

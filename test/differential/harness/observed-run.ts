import fs from "fs-extra";
import type { Browser } from "playwright-core";
import { browse } from "./browse.ts";
import { copyToBuild } from "./copy.ts";
import { type Observation, observe } from "./observe.ts";
import { probesOf } from "./routes.ts";
import type { Sample } from "./sample.ts";
import { build, type Running, start } from "./server.ts";

/** An application that was built and is running, in a copy of its own. */
export interface Stage {
  readonly running: Running;
  readonly close: () => Promise<void>;
}

/** Everything that was seen of a running application. */
export interface Run {
  readonly answers: readonly Observation[];
  readonly screens: readonly Observation[];
}

/**
 * Copies the application in `folder`, builds and starts it.
 * @param change made to the copy before it is built
 * @throws Error with the output of Next when that fails
 */
export async function openStage(
  sample: Sample,
  folder: string,
  modules: string,
  change: (copy: string) => Promise<void> = async () => {},
): Promise<Stage> {
  const copy = await copyToBuild(folder, modules);
  try {
    await change(copy);
    await build(sample, copy, modules);
    const running = await start(sample, copy, modules);
    const close = async () => {
      await running.stop();
      await fs.remove(copy);
    };
    return { running, close };
  } catch (error) {
    await fs.remove(copy);
    throw error;
  }
}

/** Asks for every URL as every visitor, by HTTP and in Chromium. */
export async function watch(sample: Sample, stage: Stage, browser: Browser): Promise<Run> {
  const answers = await observe(sample, probesOf(sample), stage.running);
  const screens = await browse(browser, sample, answers, stage.running);
  return { answers, screens };
}

/** What browsers complained about, as lines. */
export const complaints = ({ screens }: Run): string[] =>
  screens.flatMap(({ url, visitor, aspects }) =>
    aspects.problems ? [`${url} as ${visitor}: ${aspects.problems}`] : [],
  );

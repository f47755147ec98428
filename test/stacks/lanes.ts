import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { Stack } from "../../src/stack/types.ts";
import { allFailed, type StackResult } from "./result.ts";

/**
 * Checks stacks in processes of their own, a few at the same time.
 * @param next gives the next stack, or undefined when there is none left
 * @param done is told every result as it comes
 */
export async function runInLanes(
  atOnce: number,
  next: () => Stack | undefined,
  done: (result: StackResult) => Promise<void>,
): Promise<void> {
  const lane = async () => {
    let worker: ChildProcess | undefined;
    for (let stack = next(); stack; stack = next()) {
      if (!worker?.connected) worker = openLane();
      await done(await checkIn(worker, stack));
    }
    worker?.disconnect();
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

function openLane(): ChildProcess {
  const script = path.join(import.meta.dirname, "lane.ts");
  return fork(script, { execArgv: ["--import", import.meta.resolve("tsx")] });
}

function checkIn(worker: ChildProcess, stack: Stack): Promise<StackResult> {
  const started = performance.now();
  return new Promise((resolve) => {
    const settle = (result: StackResult) => {
      worker.removeAllListeners("message").removeAllListeners("exit");
      resolve(result);
    };
    worker.once("message", (result: StackResult) => settle(result));
    worker.once("exit", (code, signal) => {
      const text = `The process that checked this stack ended (${signal ?? `code ${code}`}).`;
      settle(allFailed(stack, text, performance.now() - started));
    });
    worker.send({ stack });
  });
}

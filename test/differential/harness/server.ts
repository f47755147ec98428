import path from "node:path";
import { execa } from "execa";
import { freePort } from "./free-port.ts";
import type { Place, Sample } from "./sample.ts";

export interface Running extends Place {
  /** Everything that the server wrote. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

const nextBin = (modules: string) => path.join(modules, "node_modules/next/dist/bin/next");

const quiet = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" } as const;

/**
 * Runs `next build`, the type check in it included.
 * @throws Error with the output of the build when it fails
 */
export async function build(sample: Sample, folder: string, modules: string): Promise<void> {
  const result = await execa(process.execPath, [nextBin(modules), "build"], {
    cwd: folder,
    env: { ...sample.environment("http://localhost"), ...quiet },
    reject: false,
    all: true,
    timeout: 300_000,
  });
  if (result.failed) throw new Error(`next build failed in ${folder}:\n${result.all}`);
}

/**
 * Runs `next start` on a free port and waits until it answers.
 * @throws Error with the output of the server when it ends, or does not answer within 30 s
 */
export async function start(sample: Sample, folder: string, modules: string): Promise<Running> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = execa(process.execPath, [nextBin(modules), "start", "--port", String(port)], {
    cwd: folder,
    env: { ...sample.environment(origin), ...quiet },
    reject: false,
    all: true,
    buffer: true,
    forceKillAfterDelay: 5_000,
  });
  let log = "";
  let ended = false;
  server.all.on("data", (chunk) => {
    log += chunk;
  });
  server.finally(() => {
    ended = true;
  });

  const stop = async () => {
    server.kill();
    await server;
  };
  const deadline = Date.now() + 30_000;
  while (!(await answers(origin))) {
    if (ended || Date.now() > deadline) {
      await stop();
      throw new Error(`next start did not answer in ${folder}:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { origin, modules, log: () => log, stop };
}

const answers = (origin: string) =>
  fetch(origin, { redirect: "manual", signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  );

import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { execa, type ResultPromise } from "execa";
import type { Login } from "./check.ts";

const repository = join(import.meta.dirname, "../..");
const quiet = { NEXT_TELEMETRY_DISABLED: "1" };

/** A project that was made by the command. */
export interface MadeApp {
  readonly root: string;
  readonly login: Login;
}

/** Builds the command where that has not been done, and makes the default project with it. */
export async function makeApp(folder: string): Promise<MadeApp> {
  if (!existsSync(join(repository, "dist/cli.js"))) {
    await execa("npm", ["run", "build"], { cwd: repository });
  }
  const bin = join(repository, "bin/create-session-app.js");
  const args = [bin, "demo-app", "--yes", "--pm", "npm", "--install", "--no-git", "--json"];
  const { stdout } = await execa("node", args, { cwd: folder, stderr: "inherit" });
  const { directory, demoLogin } = JSON.parse(stdout);
  return { root: directory, login: demoLogin };
}

/** `next build`, whose output is shown only when it fails. */
export async function buildApp({ root }: MadeApp): Promise<void> {
  await execa("npm", ["run", "build"], { cwd: root, env: quiet });
}

/** An application that answers requests. */
export interface RunningApp {
  readonly origin: string;
  readonly server: ResultPromise;
  /** Ends it; resolves when it has ended. */
  stop(): Promise<void>;
}

/** `next start` on a free port; resolves when it answers, at most a minute later. */
export async function startApp({ root }: MadeApp): Promise<RunningApp> {
  const port = String(await freePort());
  const next = join(root, "node_modules/next/dist/bin/next");
  const server = execa("node", [next, "start", "--hostname", "127.0.0.1", "--port", port], {
    cwd: root,
    env: quiet,
    all: true,
    reject: false,
    forceKillAfterDelay: 5_000,
  });
  const origin = `http://localhost:${port}`;
  const stop = async () => {
    server.kill();
    await server;
  };
  const ended = server.then(({ all }) => {
    throw new Error(`next start ended:\n${all}`);
  });
  ended.catch(() => {});
  try {
    await Promise.race([answers(origin), ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, server, stop };
}

async function answers(origin: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const response = await fetch(origin, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${origin} did not answer within a minute.`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

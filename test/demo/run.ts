import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp, makeApp, type RunningApp, startApp } from "./app.ts";
import { check } from "./check.ts";

/**
 * Makes the default project in a temporary folder, builds and starts it. Without arguments it says
 * where to log in and runs until Ctrl-C; `--check` logs in by itself and ends with 0 or 1. Nothing
 * is left behind either way.
 */
async function demo(checking: boolean, stopped: Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "create-session-app-demo-"));
  let running: RunningApp | undefined;
  try {
    const app = await makeApp(folder);
    say("building for production…");
    await buildApp(app);
    running = await startApp(app);
    const { email, password } = app.login;
    if (checking) {
      await check(running.origin, app.login, (line) => say(`✔ ${line}`));
      console.log("The demo works.");
    } else {
      console.log(`\n  Open       ${running.origin}\n  Log in as  ${email}  ${password}\n`);
      console.log("  Ctrl-C ends it and removes the project.");
      await Promise.race([stopped, running.server]);
    }
  } finally {
    await running?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const say = (line: string) => process.stderr.write(`${line}\n`);

// The listeners stay: with none of ours left, tsx ends the process before anything is removed.
const stopped = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
});

demo(process.argv.includes("--check"), stopped).catch((error: Error) => {
  say(`✖ ${error.message}`);
  process.exitCode = 1;
});

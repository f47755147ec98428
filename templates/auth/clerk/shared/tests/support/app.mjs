import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { publicKey } from "./tokens.mjs";

const next = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** Keys of the right shape that open nothing: whatever stands in `.env.local` is not used here. */
const keys = {
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: `pk_live_${Buffer.from("clerk.app.example$").toString("base64")}`,
  CLERK_SECRET_KEY: "sk_live_made_up_for_the_tests",
  CLERK_JWT_KEY: publicKey,
  APP_ORIGIN: "",
};

/** Builds the application for production, with a publishable key that is made up. */
export async function build() {
  const { exit, app } = run(["build"], {});
  if ((await exit) !== 0) throw new Error(`The build failed:\n${app.log}`);
}

/** Takes the build out of service: it has the publishable key that was made up. */
export function discardBuild() {
  rmSync(".next/BUILD_ID", { force: true });
}

/**
 * Starts the application on a port of its own.
 * @param env added to its environment; "" takes a variable away
 */
export async function startApp(env = {}) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const { child, app, exit } = run(["start", "-H", "localhost", "-p", `${port}`], env);
  const stop = async () => {
    child.kill();
    await exit;
  };
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    const up = await fetch(`${origin}/api/me`).then(
      ({ status }) => status < 500,
      () => false,
    );
    if (up) return Object.assign(app, { origin, stop });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`The application did not start:\n${app.log}`);
}

/** Starts an application that should refuse to, and answers what it said. */
export async function refusal(env) {
  const { child, app, exit } = run(["start", "-p", `${await freePort()}`], env);
  const timer = setTimeout(() => child.kill(), 10_000);
  const code = await exit;
  clearTimeout(timer);
  return { code, log: app.log };
}

/** A server that takes connections and never answers, in the place of Clerk's API. */
export async function silentServer() {
  const server = createServer(() => {}).listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}

function run(args, env) {
  const child = spawn(process.execPath, [next, ...args], {
    env: { ...process.env, NODE_ENV: "production", ...keys, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const app = { log: "" };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (app.log += text));
  return { child, app, exit: once(child, "close").then(([code]) => code) };
}

async function freePort() {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

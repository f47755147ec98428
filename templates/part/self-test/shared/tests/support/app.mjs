import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { privateStore } from "./private-store.mjs";
import { newPerson } from "./visitor.mjs";

const next = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** Users that the application makes when it starts. */
export const demo = { user: newPerson(), admin: newPerson() };

const example = readEnv(".env.example");
const configured = { ...readEnv(".env.local"), ...process.env };
const store = await privateStore(configured);

/** Takes away what the tests have left in the store. */
export const removeStore = () => store.remove();

/**
 * Secrets are made up anew, so that the tests run where `.env.local` is not. Those of an OAuth client
 * are not ours: a provider gives them out, and where there are none it is not offered.
 */
const secrets = Object.fromEntries(
  Object.keys(example)
    .filter((name) => name.endsWith("_SECRET") && !name.endsWith("_CLIENT_SECRET"))
    .map((name) => [name, randomBytes(32).toString("base64url")]),
);

/** The names of the variables without which the application must not start. */
export const secretNames = Object.keys(secrets);

/**
 * Starts the built application on a port of its own.
 * @param env added to its environment; "" takes a variable away
 */
export async function startApp(env = {}) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const here = Object.entries(example).filter(([, value]) => value.startsWith("http://localhost:"));
  const app = launch(port, {
    ...Object.fromEntries(here.map(([name]) => [name, origin])),
    ...store.env,
    ...env,
  });
  for (let tries = 0; tries < 300; tries++) {
    if (app.ended) throw new Error(`The application did not start:\n${app.log}`);
    const up = await fetch(`${origin}/api/me`).then(
      ({ status }) => status < 500,
      () => false,
    );
    if (up) return Object.assign(app, { origin });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await app.stop();
  throw new Error(`The application was not ready in time:\n${app.log}`);
}

/** Starts an application that should refuse to, and answers what it said. */
export async function refusal(env) {
  const app = launch(await freePort(), { ...store.env, ...env });
  const timer = setTimeout(() => app.stop(), 10_000);
  await app.exit;
  clearTimeout(timer);
  return { code: app.code, log: app.log };
}

function launch(port, env) {
  const people = {
    DEMO_USER_EMAIL: demo.user.email,
    DEMO_USER_PASSWORD: demo.user.password,
    DEMO_ADMIN_EMAIL: demo.admin.email,
    DEMO_ADMIN_PASSWORD: demo.admin.password,
  };
  const child = spawn(process.execPath, [next, "start", "-H", "localhost", "-p", `${port}`], {
    env: { ...process.env, ...secrets, ...people, TRUST_PROXY: "1", APP_ORIGIN: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const app = {
    log: "",
    ended: false,
    code: null,
    exit: once(child, "close"),
    async stop() {
      if (!app.ended) child.kill();
      await app.exit;
    },
  };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (app.log += text));
  child.on("close", (code) => Object.assign(app, { ended: true, code }));
  return app;
}

async function freePort() {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

function readEnv(file) {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, "utf8").matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name, value.trim()]));
}

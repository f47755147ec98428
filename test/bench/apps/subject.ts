import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Stack } from "../../../src/stack/types.ts";
import { generatedApp } from "../../contract/app/generated.ts";
import { runIsolated } from "../../contract/app/isolation.ts";
import { LaunchedApp } from "../../contract/app/launched.ts";
import type { AppServer } from "../../contract/app/server.ts";
import { authUnderTest } from "../../contract/auths/all.ts";
import { newAddress, newPerson } from "../../contract/driver/person.ts";
import { Recorder } from "../../contract/driver/recorder.ts";
import { Visitor } from "../../contract/driver/visitor.ts";
import { newSettings } from "../../contract/run/context.ts";
import { nameOf } from "../../contract/run/run-stack.ts";
import { storeAdapter } from "../../contract/stores/all.ts";
import { sharedModules } from "../../support/modules.ts";

const here = import.meta.dirname;

/** A running application in which somebody is signed in. */
export interface Subject {
  /** "server-session × redis × app", or "jose, bare". */
  readonly name: string;
  readonly origin: string;
  /** What the browser of that somebody sends. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds of CPU time that the server process has had since it began. */
  cpuTime(): Promise<number>;
  close(): Promise<void>;
}

/** A generated application, with the routes in `added/` besides its own. */
export async function openStack(stack: Stack): Promise<Subject> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "bench-store-"));
  const store = await storeAdapter(stack.store).open(directory);
  const settings = newSettings(authUnderTest(stack.auth));
  // Nothing is watched from inside: the preloads of the contract would be measured, too.
  const env = { ...settings.env, ...store.env };
  const files = await filesBelow(path.join(here, "added"));
  const { app } = await generatedApp(stack, { env, preloads: [], files });
  const server = await app.start();
  const { jar } = await new Visitor({
    origin: server.origin,
    address: newAddress(),
    recorder: new Recorder(),
  }).signUp(newPerson());
  return subjectOf(nameOf(stack), server, jar.header() ?? "", async () => {
    await app.dispose();
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });
}

/** Names of the libraries that there is a sample for. */
export async function bareLibraries(): Promise<string[]> {
  const names = await readdir(path.join(here, "bare"));
  return names.filter((name) => name !== "shared").sort();
}

/** A library used as its documentation says, without anything of ours around it. */
export async function openBare(library: string): Promise<Subject> {
  const modules = await sharedModules({ auth: library, store: "cookie", router: "app" });
  await mkdir(path.join(modules, "apps"), { recursive: true });
  const dir = await mkdtemp(path.join(modules, "apps", `bare-${library}-`));
  for (const folder of ["bare/shared", `bare/${library}`, "added"]) {
    await cp(path.join(here, folder), dir, { recursive: true });
  }
  const next = path.join(await sharedModules(), "node_modules/next/dist/bin/next");
  const build = await runIsolated([next, "build"], dir);
  if (!build.ok) throw new Error(`next build of ${library} failed:\n${build.output}`);
  const app = new LaunchedApp({
    build,
    env: newSettings().env,
    preloads: [],
    launch: () => ({
      cwd: dir,
      args: (port) => [next, "start", "-H", "localhost", "-p", String(port)],
      env: {},
    }),
  });
  const server = await app.start();
  const { password: _, ...user } = { ...newPerson(), id: crypto.randomUUID(), role: "user" };
  const answer = await fetch(new URL("/api/login", server.origin), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(user),
  });
  const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
  return subjectOf(`${library}, bare`, server, cookie.join("; "), () =>
    rm(dir, { recursive: true, force: true }),
  );
}

function subjectOf(
  name: string,
  server: AppServer,
  cookie: string,
  tidy: () => Promise<void>,
): Subject {
  return {
    name,
    origin: server.origin,
    headers: { cookie, "user-agent": "bench", "x-forwarded-for": newAddress() },
    async cpuTime() {
      const { user, system } = await server.ask<NodeJS.CpuUsage>("cpu");
      return (user + system) / 1000;
    },
    async close() {
      await server.stop();
      await tidy();
    },
  };
}

async function filesBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [path.relative(folder, file), await readFile(file, "utf8")]),
    ),
  );
}

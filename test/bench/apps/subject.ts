import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Stack } from "../../../src/stack/types.ts";
import { generatedApp } from "../../contract/app/generated.ts";
import { LaunchedApp } from "../../contract/app/launched.ts";
import type { AppServer } from "../../contract/app/server.ts";
import type { BuildReport } from "../../contract/app/under-test.ts";
import { authUnderTest } from "../../contract/auths/all.ts";
import { newAddress, newPerson } from "../../contract/driver/person.ts";
import { Recorder } from "../../contract/driver/recorder.ts";
import { Visitor } from "../../contract/driver/visitor.ts";
import { newSettings } from "../../contract/run/context.ts";
import { nameOf } from "../../contract/run/run-stack.ts";
import { storeAdapter } from "../../contract/stores/all.ts";
import { sharedModules } from "../../support/modules.ts";

/** A running application in which somebody is signed in. */
export interface Subject {
  /** "server-session × redis × app", or "jose, bare". */
  readonly name: string;
  /** Its auth library, by the id in the catalogue. */
  readonly library: string;
  /** Whether the library is used as its documentation says, with nothing of ours. */
  readonly bare: boolean;
  readonly origin: string;
  /**
   * What the browser of that somebody sends. It has just been there and has taken what it was given:
   * a cookie that is due for renewal would be renewed by every request of a turn, not by one a minute.
   */
  cookie(): Promise<string>;
  /** Milliseconds of CPU time that the server has had since it began, all threads together. */
  cpuTime(): Promise<number>;
  /** Asks one of the preloads in the server. */
  ask<Answer>(topic: string): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * A generated application, with the routes in `added/` besides its own.
 * @param workshop name of a folder to build in, see GeneratedOptions
 */
export async function openStack(stack: Stack, workshop: string): Promise<Subject> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "bench-store-"));
  const store = await storeAdapter(stack.store).open(directory);
  const auth = authUnderTest(stack.auth);
  // Nothing is watched from inside: the preloads of the contract would be measured, too.
  const env = { ...newSettings(auth).env, ...store.env };
  const added = path.join(import.meta.dirname, "added");
  const files = {
    ...(await filesBelow(path.join(added, "shared"))),
    ...(await filesBelow(path.join(added, `on-${stack.router}`))),
  };
  const { app, dir } = await generatedApp(stack, { env, preloads: [], files, workshop });
  const { server, remove } = await serve(dir, app.build, env);
  const browser = await visitorOf(server).signUp(newPerson());
  return {
    ...running(nameOf(stack), server),
    ...{ library: stack.auth, bare: false, cookie: () => freshCookie(browser) },
    async close() {
      await server.stop();
      await store.close();
      await Promise.all([remove(), rm(directory, { recursive: true, force: true })]);
    },
  };
}

/**
 * Starts a copy of what was built, as the workshop is needed for the next application.
 * @param env what the server gets; the build had none of it
 */
export async function serve(
  dir: string,
  build: BuildReport,
  env: Readonly<Record<string, string>>,
): Promise<{ server: AppServer; remove(): Promise<void> }> {
  if (!build.ok) throw new Error(`next build failed:\n${build.output}`);
  const copy = await mkdtemp(path.join(path.dirname(dir), "bench-"));
  const cache = path.join(dir, ".next", "cache");
  await cp(dir, copy, { recursive: true, filter: (source) => source !== cache });
  const next = path.join(await sharedModules(), "node_modules/next/dist/bin/next");
  const args = (port: number) => [next, "start", "-H", "localhost", "-p", String(port)];
  const launch = () => ({ cwd: copy, args, env: {} });
  const app = new LaunchedApp({ build, env, preloads: ["profile"], launch });
  return {
    server: await app.start(),
    remove: () => rm(copy, { recursive: true, force: true }),
  };
}

export function visitorOf({ origin }: AppServer): Visitor {
  return new Visitor({ origin, address: newAddress(), recorder: new Recorder() });
}

/** @throws Error where nobody is signed in any more */
export async function freshCookie(browser: Visitor): Promise<string> {
  const { status } = await browser.me();
  if (status !== 200) throw new Error(`/api/me answers ${status}: nobody is signed in`);
  return browser.jar.header() ?? "";
}

export function running(name: string, server: AppServer) {
  return {
    name,
    origin: server.origin,
    ask: <Answer>(topic: string) => server.ask<Answer>(topic),
    async cpuTime() {
      const { user, system } = await server.ask<NodeJS.CpuUsage>("cpu");
      return (user + system) / 1000;
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

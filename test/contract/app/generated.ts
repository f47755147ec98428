import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { ownTemplates, type TemplateSet } from "../../../src/scaffold/outside.ts";
import { scaffold } from "../../../src/scaffold/scaffold.ts";
import type { StackRequest } from "../../../src/stack/explain.ts";
import type { Stack } from "../../../src/stack/types.ts";
import { sharedModules } from "../../support/modules.ts";
import { runIsolated } from "./isolation.ts";
import { LaunchedApp } from "./launched.ts";
import { withoutProxy } from "./without-proxy.ts";

export interface GeneratedOptions {
  /** The environment of every instance. */
  readonly env: Readonly<Record<string, string>>;
  readonly preloads: readonly string[];
  /** What `next build` is told; nothing where not given. Never a secret. */
  readonly buildEnv?: Readonly<Record<string, string>> | undefined;
  /**
   * Name of a folder in which one application after the other is built, each with what Next.js and
   * TypeScript remember of the one before: as after `git switch`, at half the cost. A folder of its
   * own, made anew, where not given.
   */
  readonly workshop?: string | undefined;
  /** What comes on top of the stack, by id. */
  readonly extras?: readonly string[] | undefined;
  /** Files to be added before the build, by their path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What else is done to the folder before the build. */
  readonly change?: ((dir: string) => Promise<void>) | undefined;
  /** Where its templates come from; our own where not given. */
  readonly from?: TemplateSet;
}

/** An application of the generator, and where it lies. */
export interface GeneratedApp {
  readonly dir: string;
  readonly app: LaunchedApp;
}

/** Generates the application of a stack into a temporary folder and builds it for production. */
export async function generatedApp(
  stack: Stack,
  {
    env,
    preloads,
    buildEnv,
    workshop,
    extras = [],
    files = {},
    change = async () => {},
    from = ownTemplates(),
  }: GeneratedOptions,
): Promise<GeneratedApp> {
  const modules = await sharedModules(stack, from.catalogue);
  const apps = path.join(modules, "apps");
  await mkdir(apps, { recursive: true });
  const dir = workshop
    ? path.join(apps, workshop)
    : await mkdtemp(path.join(apps, `${stack.auth}-${stack.store}-${stack.router}-`));
  if (workshop) await clear(dir);
  await generate({ ...stack, extras }, dir, from);
  for (const [file, text] of Object.entries(files)) await write(path.join(dir, file), text);
  await change(dir);

  const next = path.join(await sharedModules(), "node_modules/next/dist/bin/next");
  const build = await runIsolated([next, "build"], dir, buildEnv);
  let unguarded: Promise<string> | undefined;
  const app = new LaunchedApp({
    build,
    env,
    preloads,
    async launch({ proxy }) {
      if (!build.ok) throw new Error(`next build failed:\n${build.output}`);
      if (proxy === false) unguarded ??= withoutProxy(dir);
      const cwd = proxy === false ? await unguarded : undefined;
      const args = (port: number) => [next, "start", "-H", "localhost", "-p", String(port)];
      return { cwd: cwd ?? dir, args, env: {} };
    },
    async dispose() {
      for (const made of [workshop ? undefined : dir, await unguarded]) {
        if (made) await rm(made, { recursive: true, force: true });
      }
    },
  });
  return { dir, app };
}

const workshops = new Set<string>();

/** Removes the workshops of this process. */
export async function closeWorkshops(): Promise<void> {
  for (const dir of workshops) await rm(dir, { recursive: true, force: true });
  workshops.clear();
}

/** Takes everything out of a workshop but the caches of the build. */
async function clear(dir: string): Promise<void> {
  workshops.add(dir);
  await mkdir(path.join(dir, ".next"), { recursive: true });
  for (const [folder, kept] of [
    [dir, ".next"],
    [path.join(dir, ".next"), "cache"],
  ] as const) {
    for (const name of await readdir(folder)) {
      if (name !== kept) await rm(path.join(folder, name), { recursive: true, force: true });
    }
  }
}

/**
 * Writes the application of a stack into a folder. `.env.local` is left out: what an instance is told,
 * it is told by its environment.
 */
export async function generate(
  stack: StackRequest,
  dir: string,
  from: TemplateSet = ownTemplates(),
): Promise<void> {
  const project = await scaffold({ name: "contract-app", ...stack }, from);
  for (const change of project.changes()) {
    if (change.kind !== "create") throw new Error(`${change.kind} ${change.path} in a new project`);
    if (change.path === ".env.local") continue;
    await write(path.join(dir, change.path), change.after);
  }
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

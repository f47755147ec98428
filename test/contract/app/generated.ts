import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { scaffold } from "../../../src/scaffold/scaffold.ts";
import type { Stack } from "../../../src/stack/types.ts";
import { sharedModules } from "../../support/modules.ts";
import { runIsolated } from "./isolation.ts";
import { LaunchedApp } from "./launched.ts";
import { withoutProxy } from "./without-proxy.ts";

export interface GeneratedOptions {
  /** The environment of every instance. */
  readonly env: Readonly<Record<string, string>>;
  readonly preloads: readonly string[];
}

/** Generates the application of a stack into a temporary folder and builds it for production. */
export async function generatedApp(stack: Stack, { env, preloads }: GeneratedOptions) {
  const modules = await sharedModules();
  const apps = path.join(modules, "apps");
  await mkdir(apps, { recursive: true });
  const dir = await mkdtemp(path.join(apps, `${stack.auth}-${stack.store}-${stack.router}-`));
  await generate(stack, dir);

  const next = path.join(modules, "node_modules/next/dist/bin/next");
  const build = await runIsolated([next, "build"], dir);
  let unguarded: Promise<string> | undefined;
  return new LaunchedApp({
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
      for (const made of [dir, await unguarded]) {
        if (made) await rm(made, { recursive: true, force: true });
      }
    },
  });
}

/** `.env.local` is left out: what an instance is told, it is told by its environment. */
async function generate(stack: Stack, dir: string): Promise<void> {
  const project = await scaffold({ name: "contract-app", ...stack });
  for (const change of project.changes()) {
    if (change.kind !== "create") throw new Error(`${change.kind} ${change.path} in a new project`);
    if (change.path === ".env.local") continue;
    const file = path.join(dir, change.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, change.after);
  }
}

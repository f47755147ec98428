import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import type { Answers } from "../../src/scaffold/answers.ts";
import { scaffold } from "../../src/scaffold/scaffold.ts";
import { sharedModules } from "./modules.ts";

/** A generated project on disk whose packages are found further up. */
export interface Project {
  readonly dir: string;
  /** Runs a program of its packages; answers how that went instead of throwing. */
  run(program: string, ...args: string[]): Promise<{ ok: boolean; output: string }>;
  remove(): Promise<void>;
}

/**
 * Generates a project as the command would, `.env.local` included.
 * @param answers the stack must be a whole one: auth, store and router
 */
export async function generatedProject(
  answers: Omit<Answers, "name"> & { auth: string; store: string; router: "app" | "pages" },
): Promise<Project> {
  const modules = await sharedModules(answers);
  const apps = path.join(modules, "apps");
  await mkdir(apps, { recursive: true });
  const dir = await mkdtemp(path.join(apps, `project-${answers.store}-${answers.router}-`));
  const project = await scaffold({ name: "own-tests", ...answers });
  for (const change of project.changes()) {
    if (change.kind !== "create") continue;
    const file = path.join(dir, change.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, change.after);
  }
  const bin = path.join(await sharedModules(), "node_modules/.bin");
  return {
    dir,
    async run(program, ...args) {
      const env = {
        PATH: `${bin}${path.delimiter}${process.env.PATH}`,
        NEXT_TELEMETRY_DISABLED: "1",
        NODE_ENV: undefined,
      };
      const options = { cwd: dir, env, reject: false, all: true, timeout: 300_000 } as const;
      const { exitCode, all } = await execa(program, args, options);
      return { ok: exitCode === 0, output: all ?? "" };
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { detect } from "package-manager-detector/detect";
import type { MigrationResult } from "../migrate/types.ts";
import { checkOnly, type Diagnostic, newErrors, parseErrors } from "../verify/type-errors.ts";
import type { Environment } from "./environment.ts";
import { CommandError } from "./errors.ts";
import type { Talk } from "./talk.ts";

/** What is run before and after: the type checker of the project, or that and its build. */
export type Verification = "types" | "build";

/** What was found before anything was written. */
interface Before {
  readonly errors: readonly Diagnostic[];
  readonly builds: boolean;
}

/**
 * Writes a migration only if the project is as sound afterwards as it was: no new type errors, and
 * where asked for, a build that passes where it passed. Otherwise it is taken back.
 * @param write applies the change set
 * @param takeBack undoes it
 * @throws CommandError with the new errors, when it was taken back; or when there is no TypeScript
 */
export async function verified(
  kind: Verification,
  root: string,
  result: MigrationResult,
  { write, takeBack }: { write: () => Promise<void>; takeBack: () => Promise<void> },
  environment: Environment,
  talk: Talk,
): Promise<void> {
  const app = resolve(root, result.project.folder);
  const before = await look(kind, app, "before", environment, talk);
  await write();
  let problem: string | undefined;
  try {
    const after = await look(kind, app, "after", environment, talk, before);
    problem = problemOf(before, after, originsOf(result));
  } catch (error) {
    await takeBack();
    throw error;
  }
  if (problem === undefined) return;
  await takeBack();
  throw new CommandError(`${problem}\nThe migration was taken back; the project is as it was.`);
}

async function look(
  kind: Verification,
  app: string,
  when: "before" | "after",
  environment: Environment,
  talk: Talk,
  before?: Before,
): Promise<Before> {
  const errors = await talk.step(`Checking types ${when}…`, `Checked types ${when}`, () =>
    typeErrors(app, environment),
  );
  // What did not build before is not expected to.
  if (kind === "types" || before?.builds === false) return { errors, builds: false };
  const builds = await talk.step(`Building ${when}…`, `Built ${when}`, () =>
    build(app, environment),
  );
  if (!builds && !before)
    talk.warn("The project does not build as it is; builds are not compared.");
  return { errors, builds };
}

function problemOf(
  before: Before,
  after: Before,
  origins: ReadonlyMap<string, string>,
): string | undefined {
  const fresh = newErrors(before.errors, after.errors, origins);
  if (fresh.length > 0) {
    const lines = fresh.map(
      ({ file, line, code, message }) => `  ${file}:${line} ${code} ${message}`,
    );
    return `The migration would bring ${fresh.length} new type ${fresh.length === 1 ? "error" : "errors"}:\n${lines.join("\n")}`;
  }
  if (before.builds && !after.builds) return "The project would not build any more.";
  return undefined;
}

/** @throws CommandError when the project has no TypeScript to be checked with */
async function typeErrors(app: string, environment: Environment): Promise<Diagnostic[]> {
  if (!existsSync(join(app, "tsconfig.json"))) return []; // Nobody checks JavaScript.
  const tsc = findTypeScript(app);
  if (!tsc) {
    throw new CommandError(
      "--verify runs the project's own TypeScript, and it is not installed here. Install the packages first.",
    );
  }
  const { output } = await environment.run(process.execPath, [tsc, ...checkOnly], app);
  return parseErrors(output);
}

/** @throws CommandError when package.json has no script of that name */
async function build(app: string, environment: Environment): Promise<boolean> {
  const { scripts = {} } = JSON.parse(readFileSync(join(app, "package.json"), "utf8"));
  if (!scripts.build) throw new CommandError('package.json has no script "build" to verify by.');
  const manager = (await detect({ cwd: app }))?.name ?? "npm";
  const { exitCode } = await environment.run(manager, ["run", "build"], app);
  return exitCode === 0;
}

function findTypeScript(app: string): string | undefined {
  for (let folder = app; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules/typescript/lib/tsc.js");
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The file that each file of a page came from, relative to the application. */
function originsOf({ routes, project: { folder } }: MigrationResult): Map<string, string> {
  const inApp = (path: string) => (folder === "" ? path : path.slice(folder.length + 1));
  return new Map(
    routes.flatMap(({ file, writes }) => writes.map((path) => [inApp(path), inApp(file)] as const)),
  );
}

import { resolve, sep } from "node:path";
import type { MigrationResult, MigrationStyle, RouteResult } from "../../migrate/types.ts";
import { nearest } from "../../stack/nearest.ts";
import { type Environment, isInteractive } from "../environment.ts";
import { CommandError, Interrupted, UsageError } from "../errors.ts";
import { uncommitted } from "../git.ts";
import { migrationReport } from "../migration-report.ts";
import { previewText } from "../preview.ts";
import { reporter } from "../report-file.ts";
import { shellQuoted } from "../reproduce.ts";
import { colorsFor, type Talk, talkOn } from "../talk.ts";
import type { Verification } from "../verified.ts";
import { version } from "../version.ts";

export interface MigrateCommandOptions {
  readonly only?: readonly string[];
  readonly style?: MigrationStyle;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly report?: string;
  readonly todo?: boolean;
  readonly verify?: Verification;
  readonly interactive?: boolean;
}

/**
 * Moves session pages of a project to the App Router: computes the change set with a verdict for
 * every route, writes it in one step, and says what became of each.
 * @throws UsageError when `only` names a route that is none, or `report` a file of no known form
 * @throws CommandError when the git tree is not clean, or a page cannot be parsed
 * @throws ProjectError when there is no Next.js project
 */
export async function migrateCommand(
  directory = ".",
  options: MigrateCommandOptions,
  environment: Environment,
): Promise<void> {
  const root = resolve(environment.cwd, directory);
  const { only, style = "auto", todo = false } = options;
  const reportFile = options.report && resolve(environment.cwd, options.report);
  const reportOn = options.report ? await reporter(options.report) : undefined;
  const talk = talkOn(environment);
  const preview = Boolean(options.dryRun || options.diff);
  if (preview && options.verify) {
    throw new UsageError(
      "--verify compares before and after: it does not go with --dry-run or --diff.",
    );
  }
  if (options.interactive && !isInteractive(environment)) {
    throw new UsageError("--interactive needs a terminal. Name routes with --only instead.");
  }
  if (!preview) await endInterrupted(root, talk);
  const { migrate } = await import("../../migrate/migrate.ts");
  const found = await talk.step("Reading the project…", "Read the project", () =>
    migrate(root, { todo, style, ...(only && { only }) }),
  );
  if (only) checkOnly(only, found.routes);
  refuseUnparsable(found.routes);
  const result = options.interactive
    ? await migrate(root, { todo, style, only: await choose(found.routes, environment) })
    : found;

  const changes = result.changeSet.changes();
  const writeReport = reportOn?.(root, result);
  if (!preview && changes.length > 0) {
    if (!options.force) await refuseUncommitted(root, environment, reportFile);
    if (environment.signal.aborted) throw new Interrupted("Stopped. Nothing was written.");
    await write(root, result, options, environment, talk);
  }
  const applied = !preview && changes.length > 0;
  if (writeReport && reportFile) {
    writeReport(reportFile, applied);
    talk.say(`The report is in ${options.report}`);
  }
  await report(result, { root, directory, applied }, options, environment);
}

/**
 * Has a person choose among the pages that can move.
 * @returns those, and the ones that cannot: they are to say why themselves
 * @throws Interrupted on Ctrl-C
 */
async function choose(
  routes: readonly RouteResult[],
  environment: Environment,
): Promise<readonly string[]> {
  const pages = routes.filter(({ kind, verdict }) => kind === "page" || verdict !== "left");
  const staying = pages.filter(({ verdict }) => verdict === "left").map(({ route }) => route);
  if (staying.length === pages.length) return staying;
  const asker = await environment.asker();
  const chosen = await asker.several({
    message: "Which pages should move?",
    choices: pages.map(({ route, verdict, reasons: [reason] }) => ({
      ...{ value: route, title: `${route} (${verdict})`, chosen: true },
      ...(verdict === "left" && { title: route, unfit: reason?.message ?? "it stays" }),
    })),
  });
  return [...chosen, ...staying];
}

/** @throws CommandError when it was to be verified, and brought errors: then it was taken back */
async function write(
  root: string,
  result: MigrationResult,
  { verify }: MigrateCommandOptions,
  environment: Environment,
  talk: Talk,
): Promise<void> {
  const { apply } = await import("../../changeset/apply.ts");
  if (!verify) {
    await apply(result.changeSet, root);
    return;
  }
  const { undo } = await import("../../changeset/undo.ts");
  const { verified } = await import("../verified.ts");
  const steps = {
    write: async () => void (await apply(result.changeSet, root)),
    takeBack: async () => void (await undo(root)),
  };
  await verified(verify, root, result, steps, environment, talk);
}

/** A run that was killed may have left its work half done: a project is read only when it is whole. */
async function endInterrupted(root: string, talk: Talk): Promise<void> {
  const { recover } = await import("../../changeset/recover.ts");
  const recovery = recover(root);
  if (recovery) talk.say(`An earlier run had been interrupted; it was ${recovery.outcome} first.`);
}

/**
 * A page that Next.js itself could not compile is more likely a file in the middle of being edited
 * than one to leave behind.
 * @throws CommandError naming each page and line
 */
function refuseUnparsable(routes: readonly RouteResult[]): void {
  const broken = routes.flatMap((route) =>
    route.reasons.filter(({ code, file }) => code === "syntax-error" && file === route.file),
  );
  if (broken.length === 0) return;
  const lines = broken.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  throw new CommandError(
    `${lines.join("\n")}\nNothing was written. Mend that first, or name other routes with --only.`,
    { files: broken.map(({ file }) => file) },
  );
}

/** @throws UsageError naming the nearest routes that there are */
function checkOnly(only: readonly string[], routes: readonly RouteResult[]): void {
  const known = routes.flatMap(({ route, file }) => [route, file]);
  for (const wish of only) {
    if (known.includes(wish)) continue;
    const close = nearest(wish, known);
    const advice = close.length > 0 ? `Did you mean ${close.slice(0, 3).join(", ")}?` : "";
    const reason = `No page or API route "${wish}" reads a session on the server.`;
    throw new UsageError(`${reason} ${advice}`.trim(), { nearest: close });
  }
}

/**
 * @param own the report of an earlier run, which stands in nobody's way
 * @throws CommandError when git knows of changes that are not committed
 */
async function refuseUncommitted(root: string, environment: Environment, own = ""): Promise<void> {
  const all = await uncommitted(root, environment);
  const files = all.filter((file) => !own.split(sep).join("/").endsWith(`/${file}`));
  if (files.length === 0) return;
  const shown = files.slice(0, 10).map((file) => `  ${file}\n`);
  if (files.length > shown.length) shown.push(`  and ${files.length - shown.length} more\n`);
  throw new CommandError(
    `git has uncommitted changes here, nothing was written:\n${shown.join("")}Commit or stash them, or go on with --force.`,
    { uncommitted: files },
  );
}

interface Outcome {
  readonly root: string;
  readonly directory: string;
  readonly applied: boolean;
}

async function report(
  result: MigrationResult,
  { root, directory, applied }: Outcome,
  { json, diff, dryRun }: MigrateCommandOptions,
  environment: Environment,
): Promise<void> {
  const { stdout, env } = environment;
  const changes = result.changeSet.changes();
  if (json) {
    const { toJson } = await import("../../changeset/summary.ts");
    const { changeSet: _, ...facts } = result;
    const changeSet = toJson(changes, { diff: Boolean(diff) });
    const data = { command: "migrate", version, applied, directory: root, ...facts, changeSet };
    stdout.write(`${JSON.stringify(data, null, 2)}\n`);
    return;
  }
  if (diff) return stdout.write(await previewText(changes, true));
  stdout.write(migrationReport(result, colorsFor(stdout, env)));
  if (dryRun) return stdout.write(`\n${await previewText(changes, false)}`);
  if (!applied) return;
  const { say } = talkOn(environment);
  say(`\nTake it back with: npx create-session-app@${version} undo ${shellQuoted(directory)}`);
}

import type { ChangeSet } from "../../changeset/changeset.ts";
import type { Language } from "../../scaffold/answers.ts";
import { demoLogin, endMessage, nextCommands } from "../end-message.ts";
import type { Environment } from "../environment.ts";
import { CommandError, Interrupted, tell, UsageError } from "../errors.ts";
import { type GitOutcome, gitNote, startRepository } from "../git.ts";
import { install } from "../package-manager.ts";
import { previewText } from "../preview.ts";
import { reproduce } from "../reproduce.ts";
import { settle } from "../settle.ts";
import { colorsFor, talkOn } from "../talk.ts";
import { lookAt, overwritten, type Target } from "../target.ts";
import { version } from "../version.ts";
import type { Settled, Wishes } from "../wishes.ts";

export interface ScaffoldOptions extends Omit<Wishes, "directory" | "language"> {
  readonly ts?: boolean;
  readonly js?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly json?: boolean;
  readonly force?: boolean;
  /** A folder with more templates, see `--templates`; it is in the environment already. */
  readonly templates?: string;
}

/**
 * Makes a new project: settles what to make, computes it, writes it in one step, installs it and
 * starts its repository.
 * @throws CommandError for everything that a person can do something about
 */
export async function scaffoldCommand(
  directory: string | undefined,
  options: ScaffoldOptions,
  environment: Environment,
): Promise<void> {
  const preview = Boolean(options.dryRun || options.diff);
  const settled = await settle(
    {
      ...options,
      directory,
      language: languageOf(options),
      ...(preview && { install: false, git: false }),
    },
    environment,
    {
      yes: Boolean(options.yes),
      silent: Boolean(options.json),
      directoryProblem: (given) => directoryProblem(given, environment.cwd, options),
    },
  );
  const target = lookAt(settled.directory, environment.cwd);
  const project = await compute(settled, target, options, environment);
  const made = { settled, target, project };
  if (preview) return await report({ ...made, applied: false }, options, environment);

  stopIfAsked(environment, "Nothing was written.");
  const { apply } = await import("../../changeset/apply.ts");
  await apply(project, target.root);
  const git = await complete(made, environment);
  await report({ ...made, applied: true, git }, options, environment);
}

/** A project that is about to be made, or was. */
interface Made {
  readonly settled: Settled;
  readonly target: Target;
  readonly project: ChangeSet;
}

/** What makes written files a project to work in: packages and a repository. */
async function complete(
  { settled, target, project }: Made,
  environment: Environment,
): Promise<GitOutcome | undefined> {
  const talk = talkOn(environment);
  const { colors } = talk;
  talk.say(`${colors.green("✔")} ${project.changes().length} files in ${settled.directory}`);
  stopIfAsked(environment, "The project is complete but for node_modules and git.");
  if (settled.install) await install(settled.pm, target.root, environment, talk);
  if (!settled.git) return undefined;
  const git = await startRepository(target.root, environment);
  const note = gitNote(git);
  if (note) talk.warn(note);
  else talk.say(`${colors.green("✔")} git repository with a first commit`);
  return git;
}

/** The project as a change set over what lies in its folder. */
async function compute(
  { auth, store, router, extras, language, pm }: Settled,
  target: Target,
  { force }: ScaffoldOptions,
  { templates, catalogue, random }: Environment,
): Promise<ChangeSet> {
  const { scaffold } = await import("../../scaffold/scaffold.ts");
  const answers = { name: target.name, auth, store, router, extras, language, pm };
  const fresh = await scaffold(answers, { templates: templates(), catalogue, random });
  if (target.entries.length === 0) return fresh;
  const lost = overwritten(target, fresh.changes());
  if (!force) throw notEmpty(target, lost);

  const { ChangeSet } = await import("../../changeset/changeset.ts");
  const { directoryTree } = await import("../../changeset/tree.ts");
  const over = new ChangeSet(directoryTree(target.root));
  for (const change of fresh.changes()) {
    if (change.kind === "create") over.write(change.path, change.after, change);
  }
  return over;
}

/** @throws UsageError when both are wished */
function languageOf({ ts, js }: ScaffoldOptions): Language | undefined {
  if (ts && js) throw new UsageError("--ts and --js cannot both be meant. Leave one out.");
  return js ? "js" : ts ? "ts" : undefined;
}

/** Why a project cannot go there, while the folder is being typed. */
function directoryProblem(
  given: string,
  cwd: string,
  { force }: ScaffoldOptions,
): string | undefined {
  try {
    const { entries } = lookAt(given, cwd);
    if (force || entries.length === 0) return undefined;
    return `${given} is not empty; choose another folder`;
  } catch (error) {
    return tell(error).message;
  }
}

function notEmpty({ given }: Target, lost: readonly string[]): CommandError {
  const list = lost.map((path) => `  ${path}\n`).join("");
  const consequence =
    lost.length === 0
      ? "None of its files would be overwritten"
      : `These files would be overwritten:\n${list}`;
  return new CommandError(
    `${given} is not empty. ${consequence}${lost.length === 0 ? "; " : ""}--force goes ahead, another folder is safer.`,
    { overwritten: lost },
  );
}

/** Ctrl-C is looked at between steps, so that each of them is done whole or not at all. */
function stopIfAsked({ signal }: Environment, state: string): void {
  if (signal.aborted) throw new Interrupted(`Stopped. ${state}`);
}

/** The result, on stdout: data for programs, a preview, or what a person needs to know. */
async function report(
  made: Made & { readonly applied: boolean; readonly git?: GitOutcome | undefined },
  { json, diff, templates }: ScaffoldOptions,
  { stdout, env, catalogue }: Environment,
): Promise<void> {
  const { settled, project, applied } = made;
  const changes = project.changes();
  if (json)
    stdout.write(`${JSON.stringify(await asData(made, Boolean(diff), templates), null, 2)}\n`);
  else if (applied)
    stdout.write(
      endMessage(settled, project, { colors: colorsFor(stdout, env), catalogue, templates }),
    );
  else stdout.write(await previewText(changes, Boolean(diff)));
}

async function asData(
  made: Made & { readonly applied: boolean; readonly git?: GitOutcome | undefined },
  withDiff: boolean,
  templates: string | undefined,
) {
  const { settled, target, project, applied, git } = made;
  const { auth, store, router, extras, language, pm } = settled;
  const { toJson } = await import("../../changeset/summary.ts");
  return {
    command: "scaffold",
    version,
    applied,
    directory: target.root,
    name: target.name,
    stack: { auth, store, router, extras },
    language,
    packageManager: pm,
    changeSet: toJson(project.changes(), { diff: withDiff }),
    installed: applied && settled.install,
    git: git ?? null,
    demoLogin: (applied && demoLogin(project)) || null,
    next: nextCommands(settled),
    reproduce: reproduce(settled, templates),
  };
}

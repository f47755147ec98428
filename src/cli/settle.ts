import { type Environment, isInteractive } from "./environment.ts";
import { UsageError } from "./errors.ts";
import { questions } from "./questions.ts";
import { talkOn } from "./talk.ts";
import { version } from "./version.ts";
import { checkStack, checkWishes, type Settled, type Wishes } from "./wishes.ts";

export interface SettleOptions {
  /** Take the defaults instead of asking. */
  readonly yes: boolean;
  /** Whether asking is out of the question, e.g. because a program reads the result. */
  readonly silent: boolean;
  readonly directoryProblem: (directory: string) => string | undefined;
}

/**
 * Turns what was said on the command line into a full set of answers: what is open is asked on a
 * terminal, or takes its default with `--yes`.
 * @throws UsageError for impossible values, and where something is open that nobody can answer
 * @throws Interrupted when the person leaves the questions
 */
export async function settle(
  wishes: Wishes,
  environment: Environment,
  options: SettleOptions,
): Promise<Settled> {
  const { catalogue } = environment;
  checkWishes(wishes, catalogue);
  const open = questions.filter(({ id }) => wishes[id] === undefined);
  let known = wishes;
  if (open.length > 0 && !options.yes) {
    if (options.silent || !isInteractive(environment)) throw unanswerable(open);
    const { say, colors } = talkOn(environment);
    say(`${colors.bold("create-session-app")} ${colors.dim(version)}\n`);
    const asker = await environment.asker();
    const { env } = environment;
    const context = { env, catalogue, directoryProblem: options.directoryProblem };
    for (const question of open) {
      known = { ...known, [question.id]: await question.ask(asker, known, context) };
    }
  }
  for (const question of open) {
    if (known[question.id] !== undefined) continue;
    known = { ...known, [question.id]: question.fallback(known, environment) };
  }
  const settled = known as Settled;
  checkStack(settled, catalogue);
  return settled;
}

function unanswerable(open: readonly { readonly flag: string }[]): UsageError {
  const missing = open.map(({ flag }) => flag);
  return new UsageError(
    `There is no terminal to ask on. Give what is missing: ${missing.join(", ")}; or --yes for the defaults.`,
    { missing },
  );
}

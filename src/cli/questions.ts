import { packageManagers } from "../scaffold/answers.ts";
import type { Catalogue } from "../stack/catalogue.ts";
import { extraMisfit, routerMisfit, storeMisfit } from "../stack/explain.ts";
import type { AuthEntry, Layer } from "../stack/types.ts";
import type { Asker, Choice } from "./ask.ts";
import type { Environment } from "./environment.ts";
import { startedBy } from "./package-manager.ts";
import type { Wishes } from "./wishes.ts";

/** One thing to settle: by its flag, by asking, or by its default. */
export interface Question {
  readonly id: keyof Wishes;
  /** As a person types it, for the message that says what is missing. */
  readonly flag: string;
  /** What is taken without asking. It may depend on what is settled already. */
  fallback(known: Wishes, environment: Pick<Environment, "env" | "catalogue">): Answer;
  ask(asker: Asker, known: Wishes, context: AskContext): Promise<Answer>;
}

type Answer = string | boolean | readonly string[];

export interface AskContext {
  readonly env: Environment["env"];
  readonly catalogue: Catalogue;
  /** What is wrong with a folder for a new project; undefined where nothing is. */
  readonly directoryProblem: (directory: string) => string | undefined;
}

/** In the order in which they are asked. */
export const questions: readonly Question[] = [
  {
    id: "directory",
    flag: "[dir]",
    fallback: () => "my-app",
    ask: (asker, _, { directoryProblem }) =>
      asker.text({
        message: "Where should it go?",
        initial: "my-app",
        validate: directoryProblem,
      }),
  },
  selection("router", "Which router?", "--router", routerChoices),
  selection("auth", "How are sessions made?", "--auth", authChoices),
  selection("store", "Where are they kept?", "--store", storeChoices),
  {
    id: "extras",
    flag: "--extras",
    fallback: () => [],
    ask: (asker, known, { catalogue }) => {
      const choices = extraChoices(known, catalogue);
      return asker.several({ message: "Anything on top?", choices });
    },
  },
  {
    id: "language",
    flag: "--ts or --js",
    fallback: () => "ts",
    ask: (asker) =>
      asker.select({
        message: "In which language?",
        choices: [
          { value: "ts", title: "TypeScript" },
          { value: "js", title: "JavaScript" },
        ],
      }),
  },
  {
    id: "pm",
    flag: "--pm",
    fallback: (_, { env }) => startedBy(env),
    ask: (asker, _, { env }) => {
      const first = startedBy(env);
      const others = packageManagers.filter((pm) => pm !== first);
      const choices = [first, ...others].map((pm) => ({ value: pm, title: pm }));
      return asker.select({ message: "Which package manager?", choices });
    },
  },
  confirmation("install", "Install the packages now?", "--install or --no-install", true),
  confirmation("git", "Make a git repository?", "--git or --no-git", true),
];

function selection(
  id: "router" | "auth" | "store",
  message: string,
  flag: string,
  choices: (known: Wishes, catalogue: Catalogue) => Choice[],
): Question {
  return {
    id,
    flag,
    // Where nothing fits, the first one leads to the sentence that says why.
    fallback: (known, { catalogue }) => {
      const all = choices(known, catalogue);
      return (all.find(({ unfit }) => unfit === undefined) ?? all[0])?.value ?? "";
    },
    ask: (asker, known, { catalogue }) =>
      asker.select({ message, choices: choices(known, catalogue) }),
  };
}

function confirmation(
  id: "install" | "git",
  message: string,
  flag: string,
  initial: boolean,
): Question {
  return { id, flag, fallback: () => initial, ask: (asker) => asker.confirm({ message, initial }) };
}

/** Routers; those that no auth library supports (or not the one that is known) are unfit. */
function routerChoices({ auth }: Wishes, catalogue: Catalogue): Choice[] {
  const auths = catalogue.auths.filter(({ id }) => auth === undefined || id === auth);
  return catalogue.routers.map((router) =>
    choice(router, firstReason(auths.map((entry) => routerMisfit(entry, router.id)))),
  );
}

/** Auth libraries; those that cannot work with the known router or store are unfit. */
function authChoices({ router, store }: Wishes, catalogue: Catalogue): Choice[] {
  const known = catalogue.routers.find(({ id }) => id === router);
  const kept = catalogue.stores.find(({ id }) => id === store);
  return catalogue.auths.map((auth) =>
    choice(auth, (known && routerMisfit(auth, known.id)) ?? (kept && storeMisfit(auth, kept))),
  );
}

/** Stores; those that the known auth library cannot use are unfit. */
function storeChoices({ auth }: Wishes, catalogue: Catalogue): Choice[] {
  const known: AuthEntry | undefined = catalogue.auths.find(({ id }) => id === auth);
  return catalogue.stores.map((store) => choice(store, known && storeMisfit(known, store)));
}

/** What can come on top of the known stack. */
function extraChoices(known: Wishes, catalogue: Catalogue): Choice[] {
  return catalogue.extras.map((extra) => choice(extra, extraMisfit(extra, known, catalogue)));
}

/** A reason only where every candidate has one. */
function firstReason(reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

function choice({ id, name, hint }: Layer, unfit: string | undefined): Choice {
  return { value: id, title: name, description: hint, ...(unfit && { unfit }) };
}

import { type Catalogue, catalogue } from "../stack/catalogue.ts";
import { explain } from "../stack/explain.ts";
import { layersOf, limitsOf } from "../stack/layers.ts";
import type { ResolvedStack } from "../stack/types.ts";
import { ScaffoldError } from "./errors.ts";

/** The package managers that a project can be made for, the usual one first. */
export const packageManagers = ["npm", "pnpm", "yarn", "bun"] as const;
export type PackageManager = (typeof packageManagers)[number];

/** What the project is written in. */
export type Language = "ts" | "js";

/** What a project is made from. Only the name is needed: the rest has defaults. */
export interface Answers {
  /** The project's name in package.json, see {@link nameProblem}. */
  readonly name: string;
  readonly auth?: string;
  readonly store?: string;
  readonly router?: string;
  readonly extras?: readonly string[];
  readonly language?: Language;
  readonly pm?: PackageManager;
}

/** Answers that are known to fit together. */
export interface Choice {
  readonly name: string;
  readonly stack: ResolvedStack;
  readonly language: Language;
  readonly pm: PackageManager;
}

/** The stack that is made when nothing is said. */
export const defaults = {
  auth: catalogue.auths[0]?.id ?? "",
  store: catalogue.stores[0]?.id ?? "",
  router: catalogue.routers[0]?.id ?? "",
  extras: [] as readonly string[],
  language: "ts" as Language,
  pm: "npm",
} as const;

/**
 * Fills in what was not answered.
 * @throws ScaffoldError when the name cannot be a package's, or the stack is not valid
 */
export function choose(answers: Answers, from: Catalogue = catalogue): Choice {
  const { name, pm, language, ...wished } = { ...defaults, ...defined(answers) };
  const problem = nameProblem(name);
  if (problem) throw new ScaffoldError(problem);
  const found = explain(wished, from);
  if (!found.valid) {
    throw new ScaffoldError(`${found.reason} Possible: ${found.nearest.join(", ")}.`);
  }
  return { name, pm, language, stack: found.stack };
}

/**
 * Why a name cannot stand in package.json; undefined where it can.
 * The rule is npm's for new packages, scopes included.
 */
export function nameProblem(name: string): string | undefined {
  if (name.length > 214) return "A package name has at most 214 characters.";
  if (/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name)) return undefined;
  return `"${name}" cannot be a package name: use lower-case letters, digits, "-", "_" and ".".`;
}

/** What the templates can say. `tailwind` and every other extra is true or false by its id. */
export function renderData({ name, stack, language, pm }: Choice): Record<string, unknown> {
  const { auth, router, store, extras } = stack;
  const chosen = new Set(extras.map(({ id }) => id));
  return {
    name,
    title: titleOf(name),
    auth: auth.id,
    authName: auth.name,
    store: store.id,
    storeName: store.name,
    sessionsInCookie: store.kind === "cookie",
    hosted: store.kind === "hosted",
    server: store.server ?? "",
    secretName: auth.secretName ?? "SESSION_SECRET",
    router: router.id,
    onApp: router.id === "app",
    typescript: language === "ts",
    routerName: router.name,
    pm,
    run: runPrefix(pm),
    installExactly: installs[pm],
    corepack: pm === "pnpm" || pm === "yarn",
    bun: pm === "bun",
    serverExternalPackages: layersOf(stack).flatMap((layer) => layer.serverExternalPackages ?? []),
    transpilePackages: layersOf(stack).flatMap((layer) => layer.transpilePackages ?? []),
    limits: limitsOf(stack),
    ...Object.fromEntries([...catalogue.extras, ...extras].map(({ id }) => [id, chosen.has(id)])),
  };
}

/** How the versions of the lock file are installed, and no others. */
const installs: Readonly<Record<PackageManager, string>> = {
  npm: "npm ci",
  pnpm: "pnpm install --frozen-lockfile",
  yarn: "yarn install --immutable",
  bun: "bun install --frozen-lockfile",
};

/** What comes before a script's name: `npm run dev`, `pnpm dev`. */
export function runPrefix(pm: PackageManager): string {
  return pm === "npm" ? "npm run" : pm;
}

/** "@scope/my-shop" is titled "My shop". */
function titleOf(name: string): string {
  const words = name.replace(/^@.*\//, "").split(/[-_.~]+/);
  const title = words.filter(Boolean).join(" ");
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** Without the keys that stand there but hold undefined. */
function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

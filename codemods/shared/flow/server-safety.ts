import type * as t from "@babel/types";
import { importedName } from "../syntax/imports.ts";
import { lineOf } from "../syntax/parse.ts";
import { childrenOf, isFunction, memberName } from "../syntax/walk.ts";
import type { DeclarationGraph } from "./graph.ts";
import type { FlowModule } from "./module.ts";
import type { Reach } from "./reach.ts";

/** What a package is for a module of the server side of the App Router. */
export type PackageSide =
  /** It can be imported and called. */
  | "server"
  /** It is behind "use client": importing it is fine, calling it throws. */
  | "client"
  /** Importing it throws. */
  | "fails";

/** Says what a package is; `undefined` where it is not there to look at. */
export type SideOfPackage = (specifier: string) => PackageSide | undefined;

/** A place that the server side of the App Router refuses, and the way to it. */
export interface ServerObstacle {
  readonly code: "client-api" | "client-module" | "client-package";
  readonly file: string;
  readonly line: number;
  /** What stands there, as the end of a sentence: `uses useState`. */
  readonly what: string;
  /** Files from the page's own to the one with the obstacle. */
  readonly chain: readonly string[];
}

/**
 * The imports that Next's compiler refuses in a module of the server side
 * (`react_server_components` of next-custom-transforms; a test asks the compiler itself).
 */
const REFUSED_IMPORTS: Readonly<Record<string, ReadonlySet<string> | "all">> = {
  "client-only": "all",
  "react-dom/client": "all",
  "react-dom/server": "all",
  "next/router": "all",
  react: new Set(
    "Component PureComponent createContext createFactory useDeferredValue useEffect useEffectEvent useImperativeHandle useInsertionEffect useLayoutEffect useReducer useRef useState useSyncExternalStore useTransition useOptimistic useActionState experimental_useOptimistic".split(
      " ",
    ),
  ),
  "react-dom": new Set("flushSync unstable_batchedUpdates useFormStatus useFormState".split(" ")),
  "next/navigation": new Set(
    "useSearchParams usePathname useSelectedLayoutSegment useSelectedLayoutSegments useParams useRouter useServerInsertedHTML ServerInsertedHTMLContext".split(
      " ",
    ),
  ),
};

/** Whether Next's compiler refuses an import in a module of the server side. */
export function isRefusedOnServer(specifier: string, name: string): boolean {
  const refused = REFUSED_IMPORTS[specifier];
  return refused === "all" || (refused?.has(name) ?? false);
}

/** Properties of React that are missing on the server side, used while a module loads. */
const AT_LOAD = new Set(["createContext", "Component", "PureComponent"]);

/**
 * What keeps a page's `getServerSideProps` from running on the server side of the App Router.
 * Importing a file runs all of it, so whole files are followed here, from the imports that the
 * function needs; types are left out, as the compiler leaves them out. A file with "use client" is
 * not entered: it matters only where the function itself calls something of it.
 * @param needed the imports of the file that count, where they are not those of the function
 */
export function serverObstacles(
  graph: DeclarationGraph,
  reach: Reach,
  page: string,
  sideOf: SideOfPackage,
  needed?: Iterable<string>,
): ServerObstacle[] {
  const found: ServerObstacle[] = [];
  const chains = new Map<string, readonly string[]>();
  const pending: { readonly file: string; readonly chain: readonly string[] }[] = [];
  const enter = (file: string, chain: readonly string[]): void => {
    if (chains.has(file) || !/\.[cm]?[jt]sx?$/.test(file)) return;
    chains.set(file, chain);
    pending.push({ file, chain });
  };
  const own = graph.module(page);
  if (own) {
    for (const specifier of needed ?? neededBy(own, reach)) {
      const file = graph.fileOf(own, specifier);
      if (file === undefined) addPackage(found, own, specifier, [page], sideOf);
      else enter(file, [page, file]);
    }
  }
  for (let next = pending.shift(); next; next = pending.shift()) {
    const { file, chain } = next;
    const module = graph.module(file);
    if (!module) {
      // types and what cannot be parsed: the latter is an error of the build already
      continue;
    }
    if (module.hasDirective("use client")) {
      const used = [...reach.declarations].find((declaration) => declaration.module === module);
      if (used) found.push(clientModule(reach, used.module, chain));
      continue;
    }
    const { refused, imports } = onServer(module);
    if (refused) found.push({ code: "client-api", file, ...refused, chain });
    for (const specifier of imports) {
      const target = graph.fileOf(module, specifier);
      if (target === undefined) addPackage(found, module, specifier, chain, sideOf);
      else enter(target, [...chain, target]);
    }
  }
  return [...found, ...calledClientPackages(reach, sideOf, chains)];
}

/** The modules that the page's own file gives to the function and what the function needs. */
function neededBy(page: FlowModule, reach: Reach): Set<string> {
  const needed = new Set<string>();
  const target = page.exports.get("getServerSideProps");
  if (target?.kind === "from") needed.add(target.specifier);
  const origin = target?.kind === "local" ? page.scopes.imports.get(target.name) : undefined;
  if (origin) needed.add(origin.module);
  for (const declaration of reach.declarations) {
    if (declaration.module !== page) continue;
    for (const { name } of page.usesWithin(declaration.node)) {
      const imported = page.scopes.imports.get(name);
      if (imported) needed.add(imported.module);
    }
    for (const specifier of page.loadedWithin(declaration.node)) needed.add(specifier);
  }
  return needed;
}

/** Every module that a module imports when it runs, or loads later. */
function runtimeImports(module: FlowModule): Set<string> {
  const { program, isTypeScript } = module.parsed;
  const found = new Set<string>(module.loadedWithin(program));
  for (const statement of program.body) {
    if (statement.type === "ExportAllDeclaration" || statement.type === "ExportNamedDeclaration") {
      if (statement.source && statement.exportKind !== "type") found.add(statement.source.value);
    } else if (statement.type === "ImportDeclaration" && statement.importKind !== "type") {
      const { specifiers } = statement;
      const isUsed = specifiers.some((specifier) => isValue(module, specifier));
      // in TypeScript an import whose names are types only is left out
      if (specifiers.length === 0 || isUsed || !isTypeScript) found.add(statement.source.value);
    }
  }
  return found;
}

function isValue(
  module: FlowModule,
  specifier: t.ImportDeclaration["specifiers"][number],
): boolean {
  if (specifier.type === "ImportSpecifier" && specifier.importKind === "type") return false;
  const binding = module.scopes.module.get(specifier.local.name);
  return binding?.references.some(({ isType }) => !isType) ?? false;
}

/** The first thing that the server side refuses in a module, and what the module imports. */
interface OnServer {
  readonly refused?: { readonly line: number; readonly what: string };
  readonly imports: ReadonlySet<string>;
}

const readModules = new WeakMap<FlowModule, OnServer>();

function onServer(module: FlowModule): OnServer {
  let found = readModules.get(module);
  if (!found) {
    const refused = refusedIn(module);
    found = { ...(refused ? { refused } : {}), imports: runtimeImports(module) };
    readModules.set(module, found);
  }
  return found;
}

/** An import of React's client API, or a use of it while the module loads. */
function refusedIn(module: FlowModule): OnServer["refused"] {
  for (const statement of module.parsed.program.body) {
    if (statement.type === "ImportDeclaration" && statement.importKind !== "type") {
      const { value } = statement.source;
      const names = statement.specifiers
        .filter((specifier) => !module.parsed.isTypeScript || isValue(module, specifier))
        .map(importedName);
      const name = names.find((candidate) => isRefusedOnServer(value, candidate));
      if (name === undefined) continue;
      const what = `uses ${REFUSED_IMPORTS[value] === "all" ? value : name}`;
      return { line: lineOf(statement), what };
    }
    const used = usedAtLoad(module, statement);
    if (used) return { line: lineOf(used), what: `uses ${memberName(used)} of react` };
  }
  return undefined;
}

/** `React.createContext()` or `extends React.Component`, outside of any function. */
function usedAtLoad(module: FlowModule, node: t.Node): t.MemberExpression | undefined {
  if (isFunction(node)) return undefined;
  if (node.type === "MemberExpression" && AT_LOAD.has(memberName(node) ?? "")) {
    const { object } = node;
    const origin = object.type === "Identifier" && module.scopes.imports.get(object.name);
    if (origin && origin.module === "react") return node;
  }
  for (const child of childrenOf(node)) {
    const found = usedAtLoad(module, child.node);
    if (found) return found;
  }
  return undefined;
}

function clientModule(reach: Reach, module: FlowModule, chain: readonly string[]): ServerObstacle {
  for (const declaration of reach.declarations) {
    if (declaration.module !== module) continue;
    const use = reach.usesOf.get(declaration)?.find(({ by }) => by.module !== module);
    if (!use) continue;
    const what = `uses \`${declaration.name}\` of ${module.file}, which has "use client" and cannot be called on the server`;
    return {
      code: "client-module",
      file: use.by.module.file,
      line: use.edge.line,
      what,
      chain: chain.slice(0, -1),
    };
  }
  return { code: "client-module", file: module.file, line: 1, what: 'has "use client"', chain };
}

function addPackage(
  found: ServerObstacle[],
  module: FlowModule,
  specifier: string,
  chain: readonly string[],
  sideOf: SideOfPackage,
): void {
  if (isRefusedOnServer(specifier, "*") || sideOf(specifier) !== "fails") return;
  const statement = module.parsed.program.body.find(
    (candidate) => "source" in candidate && candidate.source?.value === specifier,
  );
  const what = `imports ${specifier}, which needs React's client API to load`;
  const line = statement ? lineOf(statement) : 1;
  found.push({ code: "client-package", file: module.file, line, what, chain });
}

/** Functions of packages behind "use client" that the function itself reaches. */
function calledClientPackages(
  reach: Reach,
  sideOf: SideOfPackage,
  chains: ReadonlyMap<string, readonly string[]>,
): ServerObstacle[] {
  const seen = new Set<string>();
  return reach.packages.flatMap(({ specifier, name, by, edge }) => {
    const place = `${by.module.file}:${specifier}`;
    if (seen.has(place) || sideOf(specifier) !== "client") return [];
    seen.add(place);
    const { file } = by.module;
    const of = name === "*" || name === "default" ? specifier : `\`${name}\` of ${specifier}`;
    const what = `uses ${of}, which has "use client" and cannot be called on the server`;
    const chain = chains.get(file) ?? [file];
    return [{ code: "client-package" as const, file, line: edge.line, what, chain }];
  });
}

/** The obstacle in one sentence, with the way to it. */
export function serverObstacleMessage({ chain, what }: ServerObstacle): string {
  const [first = "", ...others] = chain;
  const start = "getServerSideProps cannot run in the App Router:";
  if (others.length === 0) return `${start} it ${what}.`;
  const way =
    others.length > 4
      ? [...others.slice(0, 2), `${others.length - 3} others`, ...others.slice(-1)]
      : others;
  return `${start} ${first} imports ${way.join(", which imports ")}, which ${what}.`;
}

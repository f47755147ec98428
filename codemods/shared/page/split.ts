import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import type { ServerSideProps } from "../gssp/find.ts";
import { lineOf, type ParsedModule, rangeOf } from "../syntax/parse.ts";
import type { Scopes } from "../syntax/scopes.ts";
import type { PageFacts } from "./facts.ts";
import { closure, namesWithin, type Part, partsOf } from "./parts.ts";

/** Which statement of a page goes to which side, and which names each side needs. */
export interface Sides {
  /** Declarations that only the server needs, in the order of the source. */
  readonly serverOnly: readonly Part[];
  /** Names of the module that each side uses, imports included. */
  readonly serverNames: ReadonlySet<string>;
  readonly clientNames: ReadonlySet<string>;
  /** Values that both need, and what they need themselves: they get a file of their own. */
  readonly shared: readonly Part[];
  /** Types that both need: they stay with the component, and the server imports them. */
  readonly sharedTypes: readonly Part[];
  /** Names that nothing uses; their imports stay where they are. */
  readonly unused: ReadonlySet<string>;
}

/** What of a page is the server's beyond doubt. */
export interface ServerRoots {
  /** The statements that declare and export `getServerSideProps`. */
  readonly statements: readonly t.Statement[];
  /** Names of the module that they use. */
  readonly names: readonly string[];
}

/** A page that is divided: what its files are written from. */
export interface SplitPage {
  readonly module: ParsedModule;
  readonly scopes: Scopes;
  readonly facts: PageFacts;
  readonly sides: Sides;
  /** Statements that leave the page with `getServerSideProps`. */
  readonly serverStatements: readonly t.Statement[];
  /** Edits of specifiers for the new folder. */
  readonly specifiers: readonly Edit[];
}

/**
 * Divides a page between server and client.
 * @param clientNeeds names that the client needs besides what its statements use
 * @throws NotUnderstood when a value is needed on both sides and cannot stand in a file of its own
 */
export function divide(
  program: t.Program,
  scopes: Scopes,
  { statements, names: serverRoots }: ServerRoots,
  clientNeeds: readonly string[],
): Sides {
  const parts = partsOf(program, scopes);
  const rest = parts.filter((part) => !statements.includes(part.statement));
  const allServerNames = closure(serverRoots, rest);
  const local = rest.filter((part) => part.statement.type !== "ImportDeclaration");
  const roots = local.filter((part) => !isServerOnlyCandidate(part, allServerNames));
  const clientRoots = [
    ...clientNeeds,
    ...roots.flatMap((part) => [...part.declares, ...part.needs]),
  ];
  const shared = sharedParts(local, rest, allServerNames, closure(clientRoots, rest));
  const apart = rest.filter((part) => !shared.includes(part));
  const serverNames = closure(serverRoots, apart);
  const clientNames = closure(clientRoots, apart);
  const needed = (part: Part, names: ReadonlySet<string>): boolean =>
    part.declares.some((name) => names.has(name));
  const remaining = local.filter((part) => !shared.includes(part));
  refuseSideEffects(local, allServerNames);
  const used = new Set([...allServerNames, ...clientNames, ...closure(clientRoots, rest)]);
  return {
    shared,
    serverOnly: remaining.filter((part) => needed(part, serverNames) && !needed(part, clientNames)),
    serverNames,
    clientNames,
    sharedTypes: remaining.filter(
      (part) => part.isType && needed(part, serverNames) && needed(part, clientNames),
    ),
    unused: new Set([...scopes.module.keys()].filter((name) => !used.has(name))),
  };
}

/** Constants and functions that both sides use, with every declaration that they use. */
function sharedParts(
  local: readonly Part[],
  rest: readonly Part[],
  serverNames: ReadonlySet<string>,
  clientNames: ReadonlySet<string>,
): Part[] {
  const both = local.filter(
    ({ declares, isType }) =>
      !isType &&
      declares.some((name) => serverNames.has(name)) &&
      declares.some((name) => clientNames.has(name)),
  );
  const names = closure(
    both.flatMap(({ declares }) => [...declares]),
    rest,
  );
  const parts = local.filter(({ declares }) => declares.some((name) => names.has(name)));
  for (const { statement, declares, isType } of parts) {
    const isPlain =
      isType ||
      statement.type === "FunctionDeclaration" ||
      statement.type === "TSEnumDeclaration" ||
      (statement.type === "VariableDeclaration" && statement.kind === "const");
    if (isPlain && both.length > 0 && statement.type !== "ExportNamedDeclaration") continue;
    throw new NotUnderstood(
      "shared-declaration",
      `\`${declares[0]}\` is used by getServerSideProps and by the component; move it to a module that both can import.`,
      lineOf(statement),
    );
  }
  return parts;
}

/** What the body of getServerSideProps uses; its own annotations are about to go. */
export function rootsOfBody(scopes: Scopes, gssp: ServerSideProps): ServerRoots {
  const { fn, paramsType, statement, exportedBy, wrappers } = gssp;
  const names = [...namesWithin(scopes, rangeOf(fn.body)).keys()];
  for (const [index, parameter] of fn.params.entries()) {
    for (const [name, { isType }] of namesWithin(scopes, rangeOf(parameter))) {
      // what a wrapper hands over is declared in the page, with its type
      if (!isType || index > 0) names.push(name);
    }
  }
  for (const argument of wrappers.flatMap(({ args }) => args)) {
    names.push(...namesWithin(scopes, rangeOf(argument)).keys());
  }
  if (paramsType) names.push(...namesWithin(scopes, rangeOf(paramsType)).keys());
  return { statements: [statement, exportedBy], names };
}

/** Declarations that the server needs and that nothing exports: the client may not need them. */
function isServerOnlyCandidate(part: Part, serverNames: ReadonlySet<string>): boolean {
  const { type } = part.statement;
  if (type === "ExportNamedDeclaration" || type === "ExportDefaultDeclaration") return false;
  return part.declares.length > 0 && part.declares.some((name) => serverNames.has(name));
}

/** `dayjs.extend(utc)` at the top of the module: on which side it acts cannot be told. */
function refuseSideEffects(local: readonly Part[], serverNames: ReadonlySet<string>): void {
  for (const part of local) {
    const { statement } = part;
    if (statement.type !== "ExpressionStatement") continue;
    const name = [...part.needs].find((needed) => serverNames.has(needed));
    if (name === undefined) continue;
    throw new NotUnderstood(
      "top-level-statement",
      `This statement changes \`${name}\`, which getServerSideProps uses as well.`,
      lineOf(statement),
    );
  }
}

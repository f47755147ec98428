import type * as t from "@babel/types";
import { convertPage } from "../bridge/conversions.ts";
import type { Edit } from "../editing/edits.ts";
import { folderOf, repoint } from "../editing/specifiers.ts";
import { NotUnderstood, type Obstacle, understood } from "../finding.ts";
import { type ContextUses, followContext } from "../gssp/context.ts";
import { findServerSideProps, type ServerSideProps } from "../gssp/find.ts";
import { type Guard, guardsOf } from "../gssp/guards.ts";
import { flatOutcomes, outcomesOf } from "../gssp/outcomes.ts";
import { refuseUnfollowedReads, type SessionRead } from "../gssp/readers.ts";
import { RETHROW_SINCE, rethrowEdits, thrownBy } from "../gssp/rethrow.ts";
import { type ServerFunction, withAllUsed } from "../gssp/server-functions.ts";
import { convertRouter } from "../router/convert.ts";
import { lineOf, type ParsedModule, parseModule, rangeOf } from "../syntax/parse.ts";
import { resolveScopes, type Scopes } from "../syntax/scopes.ts";
import { keyName } from "../syntax/walk.ts";
import { clientFile } from "./client-file.ts";
import { exportedNames, findComponent } from "./component.ts";
import type { PageFacts } from "./facts.ts";
import { inferredProps } from "./inferred-props.ts";
import { proveGuards } from "./prove.ts";
import { type AnalysedPage, calledBy, serverFile } from "./server-file.ts";
import { sharedFile } from "./shared-file.ts";
import { divide, rootsOfBody } from "./split.ts";

/** A page that can move: the two files that it becomes, and what was found in it. */
export interface MovedPage {
  readonly server: string;
  readonly client: string;
  /** What both use, where there is such a thing. */
  readonly shared?: string;
  readonly guards: readonly Guard[];
  readonly reads: readonly SessionRead[];
  /** Wrappers and helpers that it called, as functions for server components. */
  readonly functions: readonly ServerFunction[];
  /** Whether a return gives a prop named `session`, which `_app` may hand to a SessionProvider. */
  readonly passesSession: boolean;
  /** Whether the client file differs in more than it lost, so that pages/ cannot use it. */
  readonly convertsRouter: boolean;
  /** Names that the client file exports. */
  readonly exports: readonly string[];
}

/**
 * Reads a page and works out what it becomes in the App Router. Nothing is written: the result is
 * two texts, or the first thing that was not understood.
 */
export function analysePage(text: string, facts: PageFacts): MovedPage | Obstacle {
  return understood(() => {
    const module = parseModule(facts.path, text);
    const scopes = resolveScopes(module.program);
    const functions = facts.functions?.seenFrom(facts.path, scopes);
    const gssp = findServerSideProps(module, functions);
    const uses = followContext(module, scopes, gssp, functions);
    const canRethrow = facts.nextMajor >= RETHROW_SINCE;
    refuseUnreadVisitor(gssp, uses);
    refuseUnfollowedReads(scopes, gssp.fn, uses.reads, canRethrow);
    const outcomes = outcomesOf(gssp, canRethrow);
    const inferred = inferredProps(scopes, gssp);
    const component = findComponent(module, facts.staticsOfShell);
    const sides = divide(module.program, scopes, rootsOfBody(scopes, gssp), inferred.needs);
    const conversions = convertPage(module, scopes, facts, rangeOf(gssp.statement));
    refuseForeignModules(module);
    const page: AnalysedPage = {
      module,
      scopes,
      facts,
      gssp,
      uses,
      outcomes,
      rethrows: rethrowEdits(module, gssp.fn, thrownBy(outcomes, uses), freeIn(scopes)),
      component,
      sides,
      serverStatements: [gssp.statement, gssp.exportedBy],
      specifiers: repoint(module, folderOf(facts.pageFile)),
      metadata: conversions.metadata,
      ...(inferred.fromServer === undefined ? {} : { propsFromServer: inferred.fromServer }),
    };
    refuseTakenNames(page);
    const server = serverFile(page);
    const client = clientFile(page, inferred, conversions.edits);
    proveGuards(page, server);
    parseModule(facts.clientFile, client);
    const shared = sharedFile(page);
    return {
      server: server.text,
      client,
      ...(shared === undefined ? {} : { shared }),
      guards: guardsOf(module, outcomes),
      functions: withAllUsed(calledBy(page)),
      reads: uses.reads,
      passesSession: flatOutcomes(outcomes).some(
        (outcome) => outcome.kind === "props" && mayHoldSession(outcome.props),
      ),
      convertsRouter: conversions.convertsRouter,
      exports: exportsOf(module),
    };
  });
}

/** It has to be known what tells who the visitor is. */
function refuseUnreadVisitor(
  { fn, wrappers }: ServerSideProps,
  { reads, readsCredential, helpers }: ContextUses,
): void {
  const called = [...helpers.values(), ...wrappers];
  if (reads.length > 0 || readsCredential || called.some((call) => call.fn.readsVisitor)) return;
  throw new NotUnderstood(
    "no-reader",
    "getServerSideProps calls no reader of a known library itself; the session is read elsewhere.",
    lineOf(fn),
  );
}

/** A wrapper or helper is used for nothing else in the page, and its new name is free. */
function refuseTakenNames(page: AnalysedPage): void {
  const { scopes, gssp, uses } = page;
  const callees = new Set<t.Node>([
    ...[...uses.helpers.keys()].map((call) => (call as t.CallExpression).callee),
    ...gssp.wrappers.map(({ callee }) => callee),
  ]);
  const originals = new Set<string>();
  for (const callee of callees) {
    const binding = scopes.bindingOf(callee);
    if (binding) originals.add(binding.name);
    const other = binding?.references.find(({ node, isType }) => !isType && !callees.has(node));
    if (!other) continue;
    throw new NotUnderstood(
      "wrapped",
      `\`${binding?.name}\` has another use in the page.`,
      lineOf(other.node),
    );
  }
  for (const { name } of calledBy(page)) {
    const taken = scopes.all.find((binding) => binding.name === name && !originals.has(name));
    if (!taken) continue;
    throw new NotUnderstood(
      "name-taken",
      `The name \`${name}\` has two meanings.`,
      lineOf(gssp.fn),
    );
  }
}

/** A name that nothing in the module has. */
function freeIn({ all }: Scopes): (name: string) => string {
  return (name) => {
    let candidate = name;
    for (let count = 2; all.some((binding) => binding.name === candidate); count += 1) {
      candidate = `${name}${count}`;
    }
    return candidate;
  };
}

/** Modules that only work in pages/. */
const PAGES_ONLY = new Set(["next/document", "next/app", "next/amp", "next/error", "next-i18next"]);

/** Refuses imports, for their values, of what the App Router has not. */
export function refuseForeignModules({ program }: ParsedModule): void {
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration" || statement.importKind === "type") continue;
    const { value } = statement.source;
    if (!PAGES_ONLY.has(value.replace(/\/pages$/, ""))) continue;
    throw new NotUnderstood(
      "pages-only-module",
      `${value} works in the Pages Router only.`,
      lineOf(statement),
    );
  }
}

/** A literal without spreads shows whether it has a `session`; anything else may have one. */
function mayHoldSession(props: t.Expression): boolean {
  if (props.type !== "ObjectExpression") return true;
  return props.properties.some(
    (property) => property.type === "SpreadElement" || keyName(property) === "session",
  );
}

function exportsOf({ program }: ParsedModule): string[] {
  return program.body.flatMap((statement) => {
    if (statement.type === "ExportDefaultDeclaration") return ["default"];
    return statement.type === "ExportNamedDeclaration" ? exportedNames(statement) : [];
  });
}

/** Edits that take a component file, which is no page, to next/navigation. */
export function convertComponent(path: string, text: string): readonly Edit[] | Obstacle {
  return understood(() => {
    const module = parseModule(path, text);
    return convertRouter(module, resolveScopes(module.program));
  });
}

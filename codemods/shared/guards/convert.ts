import type * as t from "@babel/types";
import { dedented, indentAt } from "../editing/dedent.ts";
import { type Edit, editedSlice } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import { type ContextUses, followContext } from "../gssp/context.ts";
import { guardsOf } from "../gssp/guards.ts";
import { type Outcome, outcomesOf } from "../gssp/outcomes.ts";
import { refuseUnfollowedReads } from "../gssp/readers.ts";
import { RETHROW, RETHROW_SINCE, rethrowEdits, thrownBy } from "../gssp/rethrow.ts";
import { navigationCall, outcomeText, sessionEdits } from "../gssp/rewrite.ts";
import type { Role, ValueRole } from "../gssp/roles.ts";
import type {
  NeededImport,
  ProjectFunctions,
  ServerFunction,
  Wrapped,
} from "../gssp/server-functions.ts";
import { guardStatements } from "../gssp/wrapper-calls.ts";
import { importStyle } from "../page/imports.ts";
import { storeStatements } from "../page/prologue.ts";
import { inStyle } from "../page/route-exports.ts";
import { lineOf, type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";
import type { Binding, Scopes } from "../syntax/scopes.ts";
import { bare } from "../syntax/walk.ts";
import { handsOver } from "./hand-over.ts";
import { neededImports } from "./needed-imports.ts";
import { proveFunction } from "./prove-function.ts";
import { noWrapper } from "./shape.ts";

/** What a conversion has to know of the project. */
export interface FunctionFacts {
  readonly nextMajor: number;
  /** The module of next-auth's options, relative to the root, for readers that take none. */
  readonly authOptions?: { readonly module: string; readonly name: string };
  /** Whether another module may stand beside a file: it is the application's, and no page. */
  readonly mayHold: (file: string) => boolean;
}

/** A function that gets the context, or parts of it, and what surrounds it. */
export interface Conversion extends Wrapped {
  readonly module: ParsedModule;
  readonly scopes: Scopes;
  /** Name in the module → name that it is exported by. */
  readonly exported: ReadonlyMap<string, string>;
  /** What each parameter is a part of. */
  readonly roles: readonly (Role | undefined)[];
  /** Parameters that stay. */
  readonly kept: readonly t.Node[];
  /** The parameter that a wrapper calls at last; none for a helper. */
  readonly inner?: Binding;
  readonly name: string;
  readonly originalName: string;
  readonly offset: number;
}

/**
 * Converts a wrapper or helper into a function for server components.
 * @throws NotUnderstood where anything of it is not understood, or cannot be shown to be the same
 */
export function convertFunction(
  conversion: Conversion,
  functions: ProjectFunctions,
  facts: FunctionFacts,
): ServerFunction {
  const { module, scopes, fn, roles, wrappers, inner, name } = conversion;
  const canRethrow = facts.nextMajor >= RETHROW_SINCE;
  const over = inner && handsOver(scopes, inner, fn);
  if (over && wrappers.length === 0 && fn.params.length > 1) throw noWrapper(fn);
  const uses = followContext(module, scopes, { fn, roles, wrappers }, functions, over);
  refuseUnfollowedReads(scopes, fn, uses.reads, canRethrow);
  const outcomes = over ? outcomesOf({ fn }, canRethrow, over) : [];
  if (over) refuseOtherEnds(fn, outcomes, over.count);
  const rethrows = rethrowEdits(module, fn, thrownBy(outcomes, uses), (free) => free);
  const reads = sessionEdits(module, uses.reads, facts.authOptions?.name);
  const edits = [...uses.edits, ...rethrows, ...reads.edits];
  const navigation = new Set([
    ...outcomes.flatMap((outcome) => namesOf(outcome)),
    ...(rethrows.length > 0 ? [RETHROW] : []),
  ]);
  const added: NeededImport[] = [
    ...[...navigation].map((local) => value("next/navigation", local)),
    ...(["cookies", "headers"] as const)
      .filter((store) => uses.stores[store] !== undefined)
      .map((store) => value("next/headers", store)),
    ...reads.imports,
  ];
  const statements = [
    ...storeStatements(uses, facts.nextMajor),
    ...uses.unpacked.map(({ pattern, from }) => `const ${pattern} = ${uses[from]};`),
    ...guardStatements(module, { fn, wrappers }, uses),
  ].map((line) => inStyle(line, importStyle(module)));
  const body = bodyText(module, fn, outcomes, edits, statements);
  const head = headOf(conversion, uses, edits);
  const text = [doc(conversion), `export async function ${name}${head} ${body}`].join("\n");
  const called = [...uses.helpers.values(), ...wrappers].map((call) => call.fn);
  const { needs, exports } = neededImports(conversion, text, added, called, facts, uses);
  const result: ServerFunction = {
    original: module.path,
    file: serverModuleOf(module.path),
    name,
    offset: conversion.offset,
    text,
    needs,
    exports,
    takes: uses.takes,
    wasAsync: fn.async,
    gives: Math.max(0, ...outcomes.flatMap((outcome) => givenBy(outcome))),
    guards: guardsOf(module, outcomes),
    readsVisitor:
      uses.reads.length > 0 || uses.readsCredential || called.some((used) => used.readsVisitor),
    uses: called,
  };
  proveFunction(conversion, uses, result, over);
  return result;
}

/** `lib/guards.ts` → `lib/guards.server.ts`. */
function serverModuleOf(path: string): string {
  return path.replace(/\.([cm]?[jt]s)x?$/, ".server.$1");
}

function value(from: string, local: string): NeededImport {
  return { from, imported: local, local, isType: false };
}

function namesOf(outcome: Outcome): string[] {
  if (outcome.kind === "choice") {
    return [...namesOf(outcome.consequent), ...namesOf(outcome.alternate)];
  }
  const call = navigationCall(outcome);
  return call ? [call] : [];
}

function givenBy(outcome: Outcome): number[] {
  if (outcome.kind === "choice") {
    return [...givenBy(outcome.consequent), ...givenBy(outcome.alternate)];
  }
  return outcome.kind === "hand-over" ? [outcome.given.length] : [];
}

/** A wrapper ends by turning away or by handing over; each hand-over gives as much. */
function refuseOtherEnds(fn: t.Function, outcomes: readonly Outcome[], calls: number): void {
  const flat = (outcome: Outcome): Outcome[] =>
    outcome.kind === "choice"
      ? [...flat(outcome.consequent), ...flat(outcome.alternate)]
      : [outcome];
  const all = outcomes.flatMap(flat);
  const given = new Set(all.flatMap(givenBy));
  const isOther = all.some(({ kind }) => kind === "props");
  const count = all.filter(({ kind }) => kind === "hand-over").length;
  if (!isOther && given.size === 1 && count === calls) return;
  throw new NotUnderstood(
    "wrapped",
    "The wrapper does more than to turn visitors away or to call what it stands around.",
    lineOf(fn),
  );
}

/** The parameters, and the type of what it gives. */
function headOf(
  { module, fn, kept, inner }: Conversion,
  uses: ContextUses,
  edits: readonly Edit[],
): string {
  const { takes } = uses;
  const texts = kept.map((parameter) => editedSlice(module.text, edits, rangeOf(parameter)));
  if (takes.length > 0) {
    const types = takes.map((role) => `${role}: ${TYPE_OF_ROLE[role]}`).join("; ");
    const names = takes.map((role) => (uses[role] === role ? role : `${role}: ${uses[role]}`));
    texts.push(`{ ${names.join(", ")} }${module.isTypeScript ? `: { ${types} }` : ""}`);
  }
  const note = fn.returnType?.type === "TSTypeAnnotation" && !inner ? fn.returnType : undefined;
  const type = note ? textOf(module, note.typeAnnotation) : undefined;
  if (type === undefined) return `(${texts.join(", ")})`;
  const isPromise = /^Promise\s*</.test(type);
  return `(${texts.join(", ")}): ${isPromise ? type : `Promise<${type}>`}`;
}

const TYPE_OF_ROLE: Readonly<Record<ValueRole, string>> = {
  params: "ParsedUrlQuery",
  query: "ParsedUrlQuery",
  resolvedUrl: "string",
};

function doc({ inner, originalName, module }: Conversion): string {
  const from = `\`${originalName}\` of ./${module.path.replace(/^.*\//, "").replace(/\.\w+$/, "")}`;
  if (!inner) return `/** ${from} for server components, which ask Next.js for the request. */`;
  return `/** What ${from} asks of a visitor, for server components: it redirects by itself. */`;
}

function bodyText(
  module: ParsedModule,
  fn: t.Function,
  outcomes: readonly Outcome[],
  edits: readonly Edit[],
  statements: readonly string[],
): string {
  const all: Edit[] = [...edits];
  for (const outcome of outcomes) {
    const [start, end] = rangeOf(outcome.at.node);
    const indent = fn.body.type === "BlockStatement" ? indentAt(module.text, start) : "  ";
    all.push({ start, end, text: outcomeText(module, outcome, edits, () => "", indent) });
  }
  const [start, end] = rangeOf(fn.body);
  if (fn.body.type !== "BlockStatement") {
    const value = editedSlice(module.text, all, rangeOf(bare(fn.body)));
    const last = outcomes.length > 0 ? value : `return ${value};`;
    return `{\n${[...statements, last].map((line) => `  ${line}`).join("\n")}\n}`;
  }
  const outer = indentAt(module.text, rangeOf(fn.body)[1] - 1);
  const prologue = statements.map((line) => `\n${outer}  ${line}`).join("");
  all.push({ start: start + 1, end: start + 1, text: prologue });
  return dedented(module, fn.body, editedSlice(module.text, all, [start, end]));
}

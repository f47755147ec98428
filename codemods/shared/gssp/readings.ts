import type * as t from "@babel/types";
import { importedAs } from "../syntax/imports.ts";
import type { Scopes } from "../syntax/scopes.ts";
import type { ContextUses } from "./context.ts";
import type { HandOver } from "./outcomes.ts";
import { calleeReader } from "./readers.ts";
import { RETHROW, rethrows } from "./rethrow.ts";
import type { ServerFunction, Wrapped, WrapperCall } from "./server-functions.ts";
import {
  type KnownCall,
  literalOutcome,
  navigationOutcome,
  type OutcomeStep,
  Recorder,
  roleNames,
  storeRead,
} from "./steps.ts";

const READ: KnownCall = { text: "READ", args: [], awaits: false };

/** A function as it was, and what was found in it. */
export interface Original extends Wrapped {
  readonly scopes: Scopes;
  readonly uses: ContextUses;
  /** `props` for a page, `helper` for a function whose returns stay; a wrapper's hand-over otherwise. */
  readonly ends: "props" | "helper" | HandOver;
}

/** What a function did, in the order of its source; the wrappers around it first. */
export function stepsBefore({ fn, wrappers, scopes, uses, ends }: Original): string[] {
  const recorder = new Recorder({
    names: roleNames(uses),
    context: contextName(fn),
    outcome: (node) => (node.type === "ReturnStatement" ? outcomeBefore(node, ends) : undefined),
    known: (call) => {
      if (calleeReader(scopes, call)) return READ;
      const helper = uses.helpers.get(call);
      const args = helper?.roles.flatMap((role, index) =>
        role === undefined ? (call.arguments[index] ?? []) : [],
      );
      return helper && args && knownCall(helper.fn, args);
    },
    mustAwait: false,
    part: (node) => uses.parts.get(node),
    isNothing: (node) => uses.dropped.has(node),
    swallows: () => false,
  });
  for (const wrapper of wrappers) recorder.begin(knownWrapper(wrapper));
  const { body } = fn;
  if (body.type === "BlockStatement") return recorder.record(body.body);
  return recorder.record([{ type: "ReturnStatement", argument: body } as t.ReturnStatement]);
}

function outcomeBefore(
  { argument }: t.ReturnStatement,
  ends: Original["ends"],
): OutcomeStep | undefined {
  if (ends === "helper") return { text: "return", visit: argument ? [argument] : [] };
  const given = ends !== "props" && argument ? ends.given(argument) : undefined;
  return given ? { text: "return", visit: given } : literalOutcome(argument);
}

/** What the function does that was written for a server component. */
export function stepsAfter(
  body: readonly t.Statement[],
  scopes: Scopes,
  uses: ContextUses,
  functions: readonly ServerFunction[],
  returns: "props" | "return",
): string[] {
  const recorder = new Recorder({
    names: roleNames(uses),
    context: undefined,
    outcome: (node) => navigationOutcome(scopes, node, returns),
    known: (call) => {
      const origin = importedAs(scopes, call.callee);
      if (call.arguments.length === 1 && origin?.imported === "getServerSession") return READ;
      const { callee } = call;
      const name = callee.type === "Identifier" ? callee.name : undefined;
      const fn = functions.find((candidate) => candidate.name === name);
      // the object with the plain parts of the context comes last
      const args = fn && fn.takes.length > 0 ? call.arguments.slice(0, -1) : call.arguments;
      return fn && knownCall(fn, args);
    },
    mustAwait: true,
    part: (node) => storeRead(uses, node),
    isNothing: (node) => {
      const origin = importedAs(scopes, node.callee);
      return origin?.module === "next/navigation" && origin.imported === RETHROW;
    },
    swallows: (handler) => !rethrows(handler),
  });
  return recorder.record(body);
}

/** Two lists of steps at the first place where they differ. */
export function difference(
  before: readonly string[],
  after: readonly string[],
): string | undefined {
  const length = Math.max(before.length, after.length);
  for (let index = 0; index < length; index += 1) {
    if (before[index] === after[index]) continue;
    return `${before[index] ?? "end"} / ${after[index] ?? "end"}`;
  }
  return undefined;
}

function knownCall(fn: ServerFunction, args: readonly t.Node[]): KnownCall {
  return { text: `${fn.file}#${fn.name}`, args, awaits: !fn.wasAsync };
}

/** What a wrapper does is awaited by what it makes. */
function knownWrapper({ fn, args }: WrapperCall): KnownCall {
  return knownCall(fn, args);
}

function contextName({ params }: t.Function): string | undefined {
  const [parameter] = params;
  return parameter?.type === "Identifier" ? parameter.name : undefined;
}

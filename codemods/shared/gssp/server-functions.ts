import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import type { Guard } from "./guards.ts";
import type { Role, ValueRole } from "./roles.ts";

/** A name that a server function uses and its module has to import. */
export interface NeededImport {
  /** As the new module writes it; it stands in the folder of the original. */
  readonly from: string;
  /** `default`, `*`, or the exported name. */
  readonly imported: string;
  readonly local: string;
  readonly isType: boolean;
}

/**
 * A wrapper or helper of the project as a function for server components: it asks Next.js for the
 * request instead of being handed it, and a wrapper redirects instead of returning a redirect.
 */
export interface ServerFunction {
  /** The file of the original, and the one beside it that this is written to. */
  readonly original: string;
  readonly file: string;
  readonly name: string;
  /** Where the original stands in its file. */
  readonly offset: number;
  readonly text: string;
  readonly needs: readonly NeededImport[];
  /** Edits of the original's file that export what this uses of it. */
  readonly exports: readonly Edit[];
  /** Parts of the context that the caller has to pass, in one object at the end. */
  readonly takes: readonly ValueRole[];
  /** Whether callers awaited the original already, or used its promise. */
  readonly wasAsync: boolean;
  /** How many values a wrapper handed to what it stood around, besides the context. */
  readonly gives: number;
  readonly guards: readonly Guard[];
  /** Whether the session, a cookie or who asks is read below it. */
  readonly readsVisitor: boolean;
  /** Other functions of this kind that it calls. */
  readonly uses: readonly ServerFunction[];
}

/** A wrapper around a function, with the arguments that it got besides that function. */
export interface WrapperCall {
  readonly fn: ServerFunction;
  readonly callee: t.Identifier;
  readonly args: readonly t.Node[];
}

/** A function, and the wrappers around it, the outermost first. */
export interface Wrapped {
  readonly fn: t.FunctionDeclaration | t.FunctionExpression | t.ArrowFunctionExpression;
  readonly wrappers: readonly WrapperCall[];
}

/** Finds the functions of the project that a module calls, as seen from that module. */
export interface ProjectFunctions {
  /**
   * The helper that a name of the module stands for.
   * @param roles what each argument is a part of
   * @returns undefined when it is no function of the project
   * @throws NotUnderstood when it is one, and what it does with the request is not understood
   */
  helper(name: string, roles: readonly (Role | undefined)[]): ServerFunction | undefined;
  /** Takes a call of wrappers apart; undefined where it is none of the project. */
  unwrap(value: t.Node): Wrapped | undefined;
}

/** A function and everything that it calls, each once. */
export function withAllUsed(functions: readonly ServerFunction[]): ServerFunction[] {
  const found = new Set<ServerFunction>();
  const pending = [...functions];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    pending.push(...next.uses);
  }
  return [...found];
}

import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import type { DeclarationGraph } from "../flow/graph.ts";
import { type Declaration, declaredValue, type FlowModule } from "../flow/module.ts";
import type { Role } from "../gssp/roles.ts";
import type {
  ProjectFunctions,
  ServerFunction,
  Wrapped,
  WrapperCall,
} from "../gssp/server-functions.ts";
import { lineOf } from "../syntax/parse.ts";
import type { Scopes } from "../syntax/scopes.ts";
import { bare } from "../syntax/walk.ts";
import { type Conversion, convertFunction, type FunctionFacts } from "./convert.ts";
import { callLevels, isPlain, noWrapper, refuseOwnNames, wrapperShape } from "./shape.ts";

/** A wrapper as it was understood once: its function for the server, and how to call it. */
interface KnownWrapper {
  readonly fn: ServerFunction;
  readonly inner: { readonly level: number; readonly index: number };
}

/** Anything that was converted, or why it cannot be. */
type Answer<T> = { readonly value: T } | { readonly error: unknown };

/**
 * The wrappers and helpers of a project as functions for server components. Each is converted once,
 * however many pages use it.
 */
export class GuardFunctions {
  readonly #graph: DeclarationGraph;
  readonly #facts: FunctionFacts;
  readonly #helpers = new Map<string, Answer<ServerFunction>>();
  readonly #wrappers = new Map<Declaration, Answer<KnownWrapper>>();
  /** What each name in each of the new modules is. */
  readonly #names = new Map<string, ServerFunction>();
  /** What is being converted now: a function that calls itself is not understood. */
  readonly #open = new Set<Declaration>();

  constructor(graph: DeclarationGraph, facts: FunctionFacts) {
    this.#graph = graph;
    this.#facts = facts;
  }

  /** The functions as a module names them. */
  seenFrom(file: string, scopes: Scopes): ProjectFunctions {
    return {
      helper: (name, roles) => this.#helper(file, scopes, name, roles),
      unwrap: (value) => this.#unwrap(file, scopes, value),
    };
  }

  #helper(
    file: string,
    scopes: Scopes,
    name: string,
    roles: readonly (Role | undefined)[],
  ): ServerFunction | undefined {
    const declaration = this.#declared(file, scopes, name);
    const fn = declaration && declaredValue(declaration);
    if (!declaration || !isPlain(fn) || fn.generator || !this.#mayHold(declaration))
      return undefined;
    const key = `${declaration.module.file}#${declaration.name}#${roles.join()}`;
    return this.#once(this.#helpers, key, declaration, () => {
      refuseOwnNames(fn);
      return this.#convert(declaration, {
        fn,
        roles,
        kept: fn.params.filter((_, index) => roles[index] === undefined),
        wrappers: [],
        name: declaration.name,
        originalName: declaration.name,
        offset: fn.start ?? 0,
      });
    });
  }

  #unwrap(file: string, scopes: Scopes, node: t.Node): Wrapped | undefined {
    const value = bare(node);
    if (isPlain(value)) return { fn: value, wrappers: [] };
    const call = value.type === "CallExpression" ? callLevels(value) : undefined;
    const declaration = call && this.#declared(file, scopes, call.callee.name);
    if (!call || !declaration) return undefined;
    const { fn, inner } = this.#wrapper(declaration);
    const argument = call.levels[inner.level]?.[inner.index];
    const inside = argument && this.#unwrap(file, scopes, argument);
    if (!inside) return undefined;
    const args = call.levels.flat().filter((other) => other !== argument);
    if (args.some(({ type }) => type === "SpreadElement")) throw noWrapper(value);
    const own: WrapperCall = { fn, callee: call.callee, args };
    return { fn: inside.fn, wrappers: [own, ...inside.wrappers] };
  }

  #wrapper(declaration: Declaration): KnownWrapper {
    return this.#once(this.#wrappers, declaration, declaration, () => {
      const { module } = declaration;
      const value = declaredValue(declaration);
      if (!value || !this.#mayHold(declaration)) throw noWrapper(declaration.node);
      const { inner, kept, result } = wrapperShape(module.scopes, value);
      const inside = this.#unwrap(module.file, module.scopes, result);
      if (!inside) throw noWrapper(result);
      refuseOwnNames(inside.fn);
      const fn = this.#convert(declaration, {
        ...inside,
        roles: ["context"],
        kept,
        inner: inner.binding,
        name: guardName(declaration.name),
        originalName: declaration.name,
        offset: value.start ?? 0,
      });
      return { fn, inner };
    });
  }

  #convert(
    { module }: Declaration,
    conversion: Omit<Conversion, "module" | "scopes" | "exported">,
  ): ServerFunction {
    const { parsed, scopes, file } = module;
    const from = { module: parsed, scopes, exported: exportedNamesOf(module) };
    const fn = convertFunction(
      { ...conversion, ...from },
      this.seenFrom(file, scopes),
      this.#facts,
    );
    const key = `${fn.file}#${fn.name}`;
    const known = this.#names.get(key) ?? fn;
    // a helper that is called in two ways, or a name that two originals lead to
    if (known.text !== fn.text) throw twoMeanings(fn.name, conversion.fn);
    this.#names.set(key, known);
    return known;
  }

  #once<K, T>(answers: Map<K, Answer<T>>, key: K, declaration: Declaration, make: () => T): T {
    let answer = answers.get(key);
    if (!answer) {
      if (this.#open.has(declaration)) throw noWrapper(declaration.node);
      this.#open.add(declaration);
      try {
        answer = { value: make() };
      } catch (error) {
        answer = { error: located(error, declaration) };
      }
      this.#open.delete(declaration);
      answers.set(key, answer);
    }
    if ("error" in answer) throw answer.error;
    return answer.value;
  }

  /** Pages cannot have modules beside them, and JavaScript of CommonJS exports in its own way. */
  #mayHold({ module, member }: Declaration): boolean {
    const isModule = module.parsed.program.body.some(({ type }) => /^(?:Import|Export)/.test(type));
    const isServers = !module.hasDirective("use client") && this.#facts.mayHold(module.file);
    return member === undefined && isModule && isServers;
  }

  /** What a name of a module stands for, where that is one declaration of the project. */
  #declared(file: string, scopes: Scopes, name: string): Declaration | undefined {
    const module = this.#graph.module(file);
    if (!module) return undefined;
    const origin = scopes.imports.get(name);
    if (!origin) return module.declarations.get(name);
    const from = this.#graph.fileOf(module, origin.module);
    const targets = from === undefined ? [] : this.#graph.exported(from, origin.imported);
    const [target, ...others] = targets;
    if (target?.kind !== "declaration" || others.length > 0) return undefined;
    return target.declaration;
  }
}

function twoMeanings(name: string, at: t.Node): NotUnderstood {
  const message = `\`${name}\` would have two meanings in the module for server components.`;
  return new NotUnderstood("name-taken", message, lineOf(at));
}

function exportedNamesOf(module: FlowModule): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [exported, target] of module.exports) {
    if (target.kind === "local" && target.member === undefined) names.set(target.name, exported);
  }
  return names;
}

/** `withUser` → `requireUser`; other names say that they are guards. */
function guardName(name: string): string {
  const [, rest] = /^with([A-Z]\w*)$/.exec(name) ?? [];
  if (rest !== undefined) return `require${rest}`;
  return /^require[A-Z]/.test(name) ? name : `guard${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Says in which file it is that is not understood: the page is another one. */
function located(error: unknown, { module, name }: Declaration): unknown {
  if (!(error instanceof NotUnderstood) || error instanceof Located) return error;
  const { code, message, line } = error.obstacle;
  return new Located(code, `${message} (\`${name}\`, ${module.file}:${line})`, line);
}

class Located extends NotUnderstood {}

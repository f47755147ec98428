import type * as t from "@babel/types";
import { understood } from "../finding.ts";
import { lineOf } from "../syntax/parse.ts";
import { bare, memberName } from "../syntax/walk.ts";
import { loadsWithin } from "./loads.ts";
import { type Declaration, FlowModule } from "./module.ts";
import type { ModuleSource } from "./source.ts";

/** What a name leads to. */
export type Target =
  | { readonly kind: "declaration"; readonly declaration: Declaration }
  /** A package of npm or a module of Node; `name` as an import writes it. */
  | { readonly kind: "package"; readonly specifier: string; readonly name: string }
  /** A file of the project that cannot be read as a module of it. */
  | { readonly kind: "unknown"; readonly file: string };

/** What a name may lead to on the way: everything that a file exports, as one object. */
type Found = Target | { readonly kind: "namespace"; readonly file: string };

/** A use, in one declaration, of something that another declaration or a package gives. */
export interface Edge {
  readonly target: Target;
  /** The identifier that uses it, or the call of `import()` or `require()`. */
  readonly node: t.Node;
  readonly line: number;
}

/** Chains of re-exports longer than this are circles. */
const LONGEST_CHAIN = 40;

/**
 * The declarations of a project and what each of them uses. Modules are parsed when a question
 * leads into them, once each, whatever number of pages asks.
 */
export class DeclarationGraph {
  readonly #source: ModuleSource;
  readonly #modules = new Map<string, FlowModule | undefined>();
  readonly #files = new Map<string, string | undefined>();
  readonly #edges = new Map<Declaration, readonly Edge[]>();

  constructor(source: ModuleSource) {
    this.#source = source;
  }

  /** A file as a module; undefined where it is none, or cannot be parsed. */
  module(file: string): FlowModule | undefined {
    if (!this.#modules.has(file)) {
      const text = /\.[cm]?[jt]sx?$/.test(file) ? this.#source.text(file) : undefined;
      const read = text === undefined ? undefined : understood(() => new FlowModule(file, text));
      this.#modules.set(file, read instanceof FlowModule ? read : undefined);
    }
    return this.#modules.get(file);
  }

  /** What a file exports by a name; `*` gives everything that it exports. */
  exported(file: string, name: string): readonly Target[] {
    return this.#whole(this.#exported(file, name));
  }

  #exported(file: string, name: string, depth = 0): readonly Found[] {
    if (depth > LONGEST_CHAIN || !isSource(file)) return [];
    const module = this.module(file);
    if (!module) return [{ kind: "unknown", file }];
    if (name === "*") return [{ kind: "namespace", file }];
    const target = module.exports.get(name);
    if (target?.kind === "from") {
      return this.#imported(module, target.specifier, target.name, depth + 1);
    }
    if (target) {
      const found = this.#named(module, target.name, depth);
      return this.#member(found, target.member);
    }
    for (const star of module.stars) {
      const found = this.#imported(module, star, name, depth + 1);
      // a package may have any name: it is the answer where no file of the project has it
      if (found.some(({ kind }) => kind !== "package")) return found;
    }
    return module.stars
      .filter((star) => this.fileOf(module, star) === undefined)
      .map((specifier) => ({ kind: "package", specifier, name }));
  }

  /** What `import { name } from "specifier"` means in a module. */
  #imported(module: FlowModule, specifier: string, name: string, depth = 0): readonly Found[] {
    const file = this.fileOf(module, specifier);
    if (file !== undefined) return this.#exported(file, name, depth);
    return [{ kind: "package", specifier, name }];
  }

  /** The file of the project that a specifier means in a module; undefined for packages. */
  fileOf(module: FlowModule, specifier: string): string | undefined {
    const key = `${module.file}\n${specifier}`;
    if (!this.#files.has(key)) {
      this.#files.set(key, this.#source.resolve(module.file, specifier));
    }
    return this.#files.get(key);
  }

  /** The declarations and packages that a declaration uses. */
  edges(declaration: Declaration): readonly Edge[] {
    let edges = this.#edges.get(declaration);
    if (!edges) {
      edges = this.#read(declaration);
      this.#edges.set(declaration, edges);
    }
    return edges;
  }

  /** What an identifier or `namespace.name` refers to, where a module declares or imports it. */
  targetsOf(module: FlowModule, node: t.Node): readonly Target[] {
    const value = bare(node);
    const base = isMember(value) ? bare(value.object) : value;
    if (base.type !== "Identifier") return [];
    const binding = module.scopes.bindingOf(base);
    if (!binding || module.scopes.module.get(binding.name) !== binding) return [];
    return this.#used(module, binding.name, isMember(value) ? memberName(value) : undefined);
  }

  #read(declaration: Declaration): Edge[] {
    const { module } = declaration;
    const nodes = [declaration.node, ...module.effectsOn(declaration.name)];
    return nodes.flatMap((node) => [
      ...this.#edgesOfNames(declaration, node),
      ...this.#edgesOfCalls(module, node),
    ]);
  }

  #edgesOfNames({ module, name: own }: Declaration, node: t.Node): Edge[] {
    return module.usesWithin(node).flatMap(({ name, reference }) => {
      if (name === own) return [];
      const parent = reference.ancestors.at(-1);
      const isObject = parent && isMember(parent) && parent.object === reference.node;
      const member = isObject ? memberName(parent) : jsxMember(parent);
      const line = lineOf(reference.node);
      return this.#used(module, name, member).map((target) => ({
        target,
        node: reference.node,
        line,
      }));
    });
  }

  /** `import("./a")` and `require("./a")`, with the names that are taken of it. */
  #edgesOfCalls(module: FlowModule, node: t.Node): Edge[] {
    return loadsWithin(module.parsed, node).flatMap(({ call, specifier, names }) =>
      names.flatMap((name) =>
        this.#whole(this.#imported(module, specifier, name)).map((target) => ({
          target,
          node: call,
          line: lineOf(call),
        })),
      ),
    );
  }

  #used(module: FlowModule, name: string, member: string | undefined): readonly Target[] {
    const origin = module.scopes.imports.get(name);
    if (!origin) {
      const local = module.declarations.get(name);
      if (!local) return [];
      return this.#whole(this.#member([{ kind: "declaration", declaration: local }], member));
    }
    const imported = this.#imported(module, origin.module, origin.imported);
    return this.#whole(this.#member(imported, member));
  }

  /** The member that is meant of what a name leads to; all of it where none is. */
  #member(targets: readonly Found[], member: string | undefined): readonly Found[] {
    if (member === undefined) return targets;
    return targets.flatMap((target): readonly Found[] => {
      if (target.kind === "namespace") return this.#exported(target.file, member);
      if (target.kind === "package" && target.name === "*") return [{ ...target, name: member }];
      if (target.kind !== "declaration") return [target];
      const { declaration } = target;
      return [{ kind: "declaration", declaration: declaration.module.member(declaration, member) }];
    });
  }

  /** Everything that a file exports in place of the object that holds it. */
  #whole(targets: readonly Found[], seen = new Set<string>()): readonly Target[] {
    return targets.flatMap((target): readonly Target[] => {
      if (target.kind !== "namespace") return [target];
      if (seen.has(target.file)) return [];
      seen.add(target.file);
      const module = this.module(target.file);
      if (!module) return [];
      const own = [...module.exports.keys()].flatMap((name) => this.#exported(target.file, name));
      const others = module.stars.flatMap((star) => this.#imported(module, star, "*"));
      return this.#whole([...own, ...others], seen);
    });
  }

  /** A name that a module exports: declared there, or imported and passed on. */
  #named(module: FlowModule, name: string, depth: number): readonly Found[] {
    const origin = module.scopes.imports.get(name);
    if (origin) return this.#imported(module, origin.module, origin.imported, depth + 1);
    const declaration = module.declarations.get(name);
    return declaration ? [{ kind: "declaration", declaration }] : [];
  }
}

function jsxMember(parent: t.Node | undefined): string | undefined {
  return parent?.type === "JSXMemberExpression" ? parent.property.name : undefined;
}

function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === "MemberExpression" || node.type === "OptionalMemberExpression";
}

function isSource(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file) && !/\.d\.[cm]?ts$/.test(file);
}

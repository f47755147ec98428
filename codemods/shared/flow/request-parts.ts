import type * as t from "@babel/types";
import { bare, childrenOf, isFunction, keyName, memberName } from "../syntax/walk.ts";
import type { DeclarationGraph } from "./graph.ts";
import { type Declaration, declaredValue, type FlowModule } from "./module.ts";
import {
  carriesResponse,
  gravest,
  partByName,
  partByType,
  partOfProperty,
  type RequestPart,
} from "./parts.ts";
import type { Reach } from "./reach.ts";

/** Calls deeper than this are not followed for one answer. */
const DEEPEST = 12;

/** Packages whose functions give the session as something that can be written. */
const GIVES_WRITABLE_SESSION = new Map([
  ["iron-session", /^getIronSession$|^getServerActionIronSession$/],
  ["iron-session/edge", /^getIronSession$/],
  ["next-session", /^default$/],
]);

/** Packages whose functions take the request and give nothing that writes to the response. */
const GIVES_PLAIN =
  /^(?:next-auth|@auth\/|@clerk\/|better-auth|jose$|jsonwebtoken$|cookie$|url$|node:)/;

/**
 * Says what an expression is: the context of a page, its request, its response, or something made
 * of them. Values are followed through names, destructurings, parameters, results of functions and
 * the arguments of every call that the page can reach.
 */
export class RequestParts {
  readonly #graph: DeclarationGraph;
  readonly #reach: Reach;
  readonly #roots: ReadonlySet<t.Node>;
  readonly #takes: readonly RequestPart[];
  /** The declaration that a function is the value of. */
  readonly #holders = new Map<t.Node, Declaration>();
  /** Questions that are being answered: to meet one again is a recursion. */
  readonly #asking = new Set<string>();
  readonly #answers = new Map<t.Node, Map<string, RequestPart>>();

  /** @param takes what the function that is reached first gets, argument by argument */
  constructor(graph: DeclarationGraph, reach: Reach, takes: readonly RequestPart[] = ["context"]) {
    this.#graph = graph;
    this.#takes = takes;
    this.#reach = reach;
    this.#roots = new Set(reach.roots.flatMap((root) => this.#functionsOf(root)));
    for (const declaration of reach.declarations) {
      const value = declaredValue(declaration);
      if (value) this.#holders.set(value, declaration);
    }
  }

  /** What an expression of a module is; `path` names a property of a property of it. */
  of(module: FlowModule, expression: t.Node, path: readonly string[] = [], depth = 0): RequestPart {
    const node = bare(expression);
    const key = path.join(".");
    const known = this.#answers.get(node)?.get(key);
    if (known) return known;
    const part = depth > DEEPEST ? "unknown" : this.#of(module, node, path, depth);
    // inside a recursion, or cut off, an answer is good for that place only
    if (depth === 0 || (this.#asking.size === 0 && depth < DEEPEST / 2)) {
      const answers = this.#answers.get(node) ?? new Map<string, RequestPart>();
      this.#answers.set(node, answers.set(key, part));
    }
    return part;
  }

  #of(module: FlowModule, node: t.Node, path: readonly string[], depth: number): RequestPart {
    const again = (next: t.Node, more: readonly string[] = path): RequestPart =>
      this.of(module, next, more, depth + 1);
    switch (node.type) {
      case "Identifier":
        return this.#name(module, node, path, depth);
      case "ThisExpression":
        return along("unknown", path);
      case "AwaitExpression":
        return again(node.argument);
      case "MemberExpression":
      case "OptionalMemberExpression": {
        const name = memberName(node);
        return name === undefined
          ? along(partOfProperty(again(node.object, []), undefined), path)
          : again(node.object, [name, ...path]);
      }
      case "ConditionalExpression":
        return gravest([again(node.consequent), again(node.alternate)]);
      case "LogicalExpression":
        return gravest([again(node.left), again(node.right)]);
      case "AssignmentExpression":
        return again(node.right);
      case "ObjectExpression":
        return this.#object(module, node, path, depth);
      case "CallExpression":
      case "OptionalCallExpression":
      case "NewExpression":
        return this.#call(module, node, path, depth);
      default:
        return "other";
    }
  }

  #object(
    module: FlowModule,
    node: t.ObjectExpression,
    [name, ...rest]: readonly string[],
    depth: number,
  ): RequestPart {
    const parts: RequestPart[] = [];
    for (const property of node.properties) {
      if (property.type === "SpreadElement") {
        const path = name === undefined ? [] : [name, ...rest];
        parts.push(this.of(module, property.argument, path, depth + 1));
      } else if (property.type === "ObjectProperty") {
        const key = keyName(property);
        if (name === undefined) parts.push(this.of(module, property.value, [], depth + 1));
        else if (key === name || key === undefined) {
          parts.push(this.of(module, property.value, rest, depth + 1));
        }
      }
    }
    const found = gravest(parts);
    // an object that holds the response is as good as the context
    return name === undefined && found === "response" ? "context" : found;
  }

  #name(
    module: FlowModule,
    node: t.Identifier,
    path: readonly string[],
    depth: number,
  ): RequestPart {
    const binding = module.scopes.bindingOf(node);
    const declared = binding?.declarations[0];
    // what a module holds at its top was there before the request
    if (!binding || !declared || module.scopes.module.get(binding.name) === binding) return "other";
    const typed = partByType(declared);
    if (typed) return along(typed, path);
    return this.#declared(module, declared, path, depth);
  }

  /** Follows the identifier of a pattern out to the value that it takes its part of. */
  #declared(
    module: FlowModule,
    declared: t.Node,
    path: readonly string[],
    depth: number,
  ): RequestPart {
    let child = declared;
    let inside = path;
    for (let parent = module.parentOf(child); parent; parent = module.parentOf(child)) {
      if (parent.type === "VariableDeclarator") {
        if (parent.init) return this.of(module, parent.init, inside, depth + 1);
        const loop = module.parentOf(module.parentOf(parent) ?? parent);
        if (loop?.type === "ForOfStatement" || loop?.type === "ForInStatement") return "other";
        return this.#assigned(module, declared, inside, depth);
      }
      if (isFunction(parent)) {
        const index = parent.params.indexOf(child as t.FunctionParameter);
        const name = child === declared && declared.type === "Identifier" ? declared.name : "";
        return index === -1 ? "other" : this.#parameter(module, parent, index, inside, name, depth);
      }
      if (parent.type === "ObjectProperty") {
        const key = keyName(parent);
        inside = [key ?? "", ...inside];
      } else if (parent.type === "RestElement" || parent.type === "ArrayPattern") {
        const isParameter = isFunction(module.parentOf(parent) ?? parent);
        if (parent.type === "ArrayPattern" || isParameter) return along("unknown", inside);
      } else if (parent.type !== "ObjectPattern" && parent.type !== "AssignmentPattern") {
        return "other";
      }
      child = parent;
    }
    return "other";
  }

  /** `let res; res = ctx.res`: everything that the name is given. */
  #assigned(
    module: FlowModule,
    declared: t.Node,
    path: readonly string[],
    depth: number,
  ): RequestPart {
    const references = module.scopes.bindingOf(declared)?.references ?? [];
    return gravest(
      references.flatMap(({ node, ancestors }) => {
        const parent = ancestors.at(-1);
        const isTarget = parent?.type === "AssignmentExpression" && parent.left === node;
        return isTarget ? [this.of(module, parent.right, path, depth + 1)] : [];
      }),
    );
  }

  #parameter(
    module: FlowModule,
    fn: t.Function,
    index: number,
    path: readonly string[],
    name: string,
    depth: number,
  ): RequestPart {
    if (this.#roots.has(fn)) return along(this.#takes[index] ?? "other", path);
    const key = `${module.file}:${fn.start}:${index}:${path.join(".")}`;
    if (this.#asking.has(key)) return "other";
    this.#asking.add(key);
    const part =
      this.#atCalls(module, fn, index, path, depth) ??
      this.#inCallback(module, fn, index, path, depth);
    this.#asking.delete(key);
    if (part !== "unknown" && part !== "other") return part;
    // not seen to be called: its name is what is left to go by
    const named = partByName(path.length === 0 ? name : (path[0] ?? ""));
    if (part === "other") return "other";
    return named ? along(named, path.slice(path.length === 0 ? 0 : 1)) : along("unknown", path);
  }

  /** The arguments at every call of a declared function; undefined where calls are not all seen. */
  #atCalls(
    module: FlowModule,
    fn: t.Function,
    index: number,
    path: readonly string[],
    depth: number,
  ): RequestPart | undefined {
    const declaration = this.#holders.get(fn);
    if (!declaration) return undefined;
    const own = [...module.usesWithin(declaration.node)]
      .filter(({ name }) => name === declaration.name && declaration.member === undefined)
      .map(({ reference }) => ({ module, node: reference.node as t.Node }));
    const uses = this.#reach.usesOf.get(declaration) ?? [];
    const places = [
      ...own,
      ...uses.map(({ by, edge }) => ({ module: by.module, node: edge.node })),
    ];
    if (uses.length === 0) return "unknown";
    return gravest(
      places.map((place) => {
        const call = callOf(place.module, place.node);
        if (!call) return "unknown";
        return this.#argument(place.module, call, index, path, depth);
      }),
    );
  }

  #argument(
    module: FlowModule,
    call: t.CallExpression | t.OptionalCallExpression | t.NewExpression,
    index: number,
    path: readonly string[],
    depth: number,
  ): RequestPart {
    if (call.arguments.some(({ type }) => type === "SpreadElement")) return "unknown";
    const argument = call.arguments[index];
    return argument ? this.of(module, argument, path, depth + 1) : "other";
  }

  /** What a function written as an argument gets: followed where the callee is the project's. */
  #inCallback(
    module: FlowModule,
    fn: t.Function,
    index: number,
    path: readonly string[],
    depth: number,
  ): RequestPart {
    const call = module.parentOf(fn);
    if (call?.type !== "CallExpression" && call?.type !== "NewExpression") return "unknown";
    const position = call.arguments.indexOf(fn as t.FunctionExpression);
    const targets = this.#graph.targetsOf(module, call.callee);
    const parts = targets.flatMap((target): RequestPart[] => {
      if (target.kind !== "declaration") return [];
      return this.#functionsOf(target.declaration).map((callee) =>
        this.#handedTo(target.declaration.module, callee, position, index, path, depth),
      );
    });
    if (parts.length > 0) return gravest(parts);
    // a wrapper of a package around the page's function hands it the context
    return this.#isInRoot(module, fn) ? "unknown" : "other";
  }

  /** The arguments by which a function calls what it got as a parameter. */
  #handedTo(
    module: FlowModule,
    callee: t.Function,
    position: number,
    index: number,
    path: readonly string[],
    depth: number,
  ): RequestPart {
    const parameter = callee.params[position];
    const name = parameter?.type === "AssignmentPattern" ? parameter.left : parameter;
    const binding = name?.type === "Identifier" ? module.scopes.bindingOf(name) : undefined;
    if (!binding) return "unknown";
    return gravest(
      binding.references
        .filter(({ isType }) => !isType)
        .map(({ node }) => {
          const call = callOf(module, node);
          return call ? this.#argument(module, call, index, path, depth) : "unknown";
        }),
    );
  }

  #call(
    module: FlowModule,
    call: t.CallExpression | t.OptionalCallExpression | t.NewExpression,
    path: readonly string[],
    depth: number,
  ): RequestPart {
    const targets = this.#graph.targetsOf(module, call.callee);
    const parts = targets.map((target): RequestPart => {
      if (target.kind === "package") {
        if (GIVES_WRITABLE_SESSION.get(target.specifier)?.test(target.name)) {
          return path.length === 0 ? "session" : "other";
        }
        if (GIVES_PLAIN.test(target.specifier)) return "other";
        return this.#made(module, call, path, depth);
      }
      if (target.kind === "unknown") return this.#made(module, call, path, depth);
      const functions = this.#functionsOf(target.declaration);
      if (functions.length === 0) return this.#made(module, call, path, depth);
      return gravest(
        functions.flatMap((fn) =>
          resultsOf(fn).map((result) =>
            this.of(target.declaration.module, result, path, depth + 1),
          ),
        ),
      );
    });
    return parts.length > 0 ? gravest(parts) : this.#made(module, call, path, depth);
  }

  /** The result of code that is not followed: made of what it was given. */
  #made(
    module: FlowModule,
    call: t.CallExpression | t.OptionalCallExpression | t.NewExpression,
    path: readonly string[],
    depth: number,
  ): RequestPart {
    const { callee } = call;
    const given: t.Node[] = [...call.arguments];
    if (callee.type === "MemberExpression" || callee.type === "OptionalMemberExpression") {
      given.push(callee.object);
    }
    const part = gravest(
      given.map((node) =>
        this.of(module, node.type === "SpreadElement" ? node.argument : node, [], depth + 1),
      ),
    );
    const mayWrite = part === "session" || part === "derived" || carriesResponse(part);
    return mayWrite ? along("derived", path) : "other";
  }

  /** The functions that a declaration is, through other names for it. */
  #functionsOf(declaration: Declaration, depth = 0): t.Function[] {
    const value = declaredValue(declaration);
    if (!value) return [];
    if (isFunction(value)) return [value];
    if (value.type !== "Identifier" || depth > DEEPEST) return [];
    return this.#graph
      .targetsOf(declaration.module, value)
      .flatMap((target) =>
        target.kind === "declaration" ? this.#functionsOf(target.declaration, depth + 1) : [],
      );
  }

  #isInRoot(module: FlowModule, node: t.Node): boolean {
    return this.#reach.roots.some(
      (root) =>
        root.module === module &&
        (node.start ?? 0) >= (root.node.start ?? 0) &&
        (node.end ?? 0) <= (root.node.end ?? 0),
    );
  }
}

function along(part: RequestPart, path: readonly string[]): RequestPart {
  return path.reduce<RequestPart>((current, name) => partOfProperty(current, name), part);
}

/** The call whose callee a name is: `f(…)`, `ns.f(…)`. */
function callOf(
  module: FlowModule,
  node: t.Node,
): t.CallExpression | t.OptionalCallExpression | t.NewExpression | undefined {
  let value = node;
  for (let parent = module.parentOf(value); parent; parent = module.parentOf(value)) {
    if (
      parent.type === "CallExpression" ||
      parent.type === "OptionalCallExpression" ||
      parent.type === "NewExpression"
    ) {
      return parent.callee === value ? parent : undefined;
    }
    const isObject =
      (parent.type === "MemberExpression" || parent.type === "OptionalMemberExpression") &&
      parent.object === value;
    if (!isObject && bare(parent) === parent) return undefined;
    value = parent;
  }
  return undefined;
}

const results = new WeakMap<t.Function, readonly t.Node[]>();

/** What a function returns, without the functions inside it. */
function resultsOf(fn: t.Function): readonly t.Node[] {
  let found = results.get(fn);
  if (!found) {
    found = readResults(fn);
    results.set(fn, found);
  }
  return found;
}

function readResults(fn: t.Function): t.Node[] {
  if (fn.body.type !== "BlockStatement") return [fn.body];
  const results: t.Node[] = [];
  const visit = (node: t.Node): void => {
    if (isFunction(node)) return;
    if (node.type === "ReturnStatement" && node.argument) results.push(node.argument);
    for (const child of childrenOf(node)) visit(child.node);
  };
  visit(fn.body);
  return results;
}

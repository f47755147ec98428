import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { wholeLines } from "../editing/statements.ts";
import { NotUnderstood, seenFrom } from "../finding.ts";
import { lineOf, type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";
import type { Binding, Reference, Scopes } from "../syntax/scopes.ts";
import { bare, memberName, walk } from "../syntax/walk.ts";
import { carriedRole, type HelperCall, helperCall, helperEdits } from "./helper-calls.ts";
import type { HandOver } from "./outcomes.ts";
import { readerCall, type SessionRead } from "./readers.ts";
import { cacheHeader, requestReads, type StoreNames } from "./request-reads.ts";
import {
  destructured,
  isValueRole,
  type Role,
  type Roles,
  roleOf,
  roleOfProperty,
  type ValueRole,
} from "./roles.ts";
import type { ProjectFunctions, ServerFunction, Wrapped } from "./server-functions.ts";

/** What `getServerSideProps` takes from its context, and the edits that take it from elsewhere. */
export interface ContextUses {
  readonly edits: readonly Edit[];
  readonly reads: readonly SessionRead[];
  /** Names that `cookies()` and `headers()` get, where they are used. */
  readonly stores: Partial<StoreNames>;
  /** Whether a cookie is read, or a header that tells who asks. */
  readonly readsCredential: boolean;
  /** What takes the place of single cookies and headers, as a text that tells them apart. */
  readonly parts: ReadonlyMap<t.Node, string>;
  /** Calls that go, because a page of the App Router does the same by itself. */
  readonly dropped: ReadonlySet<t.Node>;
  /** Names to declare the decoded params and the merged query by, where they are used. */
  readonly params?: string;
  readonly query?: string;
  readonly resolvedUrl?: string;
  /** Calls of helpers that take parts of the context. */
  readonly helpers: ReadonlyMap<t.Node, HelperCall>;
  /** The plain parts that are used, here or in what is called. */
  readonly takes: readonly ValueRole[];
  /** Destructurings that stood in the parameter list: `const <pattern> = <name>`. */
  readonly unpacked: readonly { readonly pattern: string; readonly from: "params" | "query" }[];
}

/**
 * Follows the context through `getServerSideProps`. Every use of it has to be understood: a
 * reader's argument, the params, or the query.
 * @param functions the helpers of the project that it may be handed to
 * @param over how the function, if it is a wrapper's, hands it on
 * @throws NotUnderstood at the first use that is something else
 */
export function followContext(
  module: ParsedModule,
  scopes: Scopes,
  followed: Followed,
  functions?: ProjectFunctions,
  over?: HandOver,
): ContextUses {
  return new Follower(module, scopes, functions, over).follow(followed);
}

/** A function that gets the context, or parts of it. */
interface Followed extends Wrapped {
  /** What each parameter is a part of: the context alone, where it is not said. */
  readonly roles?: readonly (Role | undefined)[];
}

class Follower {
  readonly #module: ParsedModule;
  readonly #scopes: Scopes;
  readonly #roles: Roles = new Map();
  readonly #edits: Edit[] = [];
  readonly #reads = new Map<t.Node, SessionRead>();
  readonly #unpacked: { pattern: string; from: "params" | "query" }[] = [];
  /** Names that the source gives the two already, by destructuring. */
  readonly #given = new Map<ValueRole, string>();
  readonly #unpackedContext = new Set<t.Node>();
  #range: readonly [number, number] = [0, 0];
  readonly #pending: { binding: Binding; role: Role }[] = [];
  readonly #members: { node: t.Node; role: ValueRole }[] = [];
  readonly #storeNames: StoreNames;
  readonly #stores: { cookies?: string; headers?: string } = {};
  #readsCredential = false;
  readonly #parts = new Map<t.Node, string>();
  readonly #dropped = new Set<t.Node>();
  readonly #helpers = new Map<t.CallExpression, HelperCall>();
  readonly #functions: ProjectFunctions | undefined;
  readonly #over: HandOver | undefined;

  constructor(
    module: ParsedModule,
    scopes: Scopes,
    functions: ProjectFunctions | undefined,
    over: HandOver | undefined,
  ) {
    this.#functions = functions;
    this.#over = over;
    this.#module = module;
    this.#scopes = scopes;
    const free = (...names: string[]): string =>
      names.find((name) => !scopes.all.some((binding) => binding.name === name)) ?? names[0] ?? "";
    this.#storeNames = {
      cookies: free("cookieStore", "requestCookies", "cookiesOfRequest"),
      headers: free("requestHeaders", "headerStore", "headersOfRequest"),
    };
  }

  follow({ fn, wrappers, roles = ["context"] }: Followed): ContextUses {
    this.#range = rangeOf(fn);
    for (const [index, role] of roles.entries()) {
      const parameter = fn.params[index];
      if (!parameter || role === undefined) continue;
      if (role === "context") this.#parameter(parameter);
      else if (parameter.type === "Identifier") this.#name(parameter, role);
      else throw unusualPart(parameter);
    }
    this.#findDestructurings(fn.body);
    this.#followPending();
    const called = [...this.#helpers.values(), ...wrappers];
    const wanted = new Set(called.flatMap((call) => call.fn.takes));
    const params = this.#nameOf("params", wanted);
    const query = this.#nameOf("query", wanted);
    const resolvedUrl = this.#nameOf("resolvedUrl", wanted);
    const names = { params, query, resolvedUrl };
    for (const call of this.#helpers.values()) {
      this.#edits.push(...helperEdits(call, names as Record<ValueRole, string>));
    }
    for (const { node, role } of this.#members) {
      const [start, end] = rangeOf(node);
      this.#edits.push({ start, end, text: names[role] ?? role });
    }
    return {
      edits: this.#edits,
      reads: [...this.#reads.values()],
      stores: this.#stores,
      readsCredential: this.#readsCredential,
      parts: this.#parts,
      dropped: this.#dropped,
      helpers: this.#helpers,
      takes: (["params", "query", "resolvedUrl"] as const).filter((role) => names[role]),
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query }),
      ...(resolvedUrl === undefined ? {} : { resolvedUrl }),
      unpacked: this.#unpacked,
    };
  }

  #parameter(parameter: t.Node): void {
    if (parameter.type === "Identifier") {
      this.#name(parameter, "context");
      return;
    }
    if (parameter.type !== "ObjectPattern") {
      throw new NotUnderstood(
        "parameters",
        "The context is taken in an unusual form.",
        lineOf(parameter),
      );
    }
    for (const { role, target } of destructured(parameter)) {
      if (target.type === "Identifier") this.#name(target, role);
      else if (target.type === "ObjectPattern" && (role === "params" || role === "query")) {
        this.#unpacked.push({ pattern: textOf(this.#module, target), from: role });
      } else {
        throw unusualPart(target);
      }
    }
  }

  /** Gives a name its role; its uses are followed later. */
  #name(identifier: t.Identifier, role: Role): void {
    const binding = this.#scopes.bindingOf(identifier);
    if (!binding) return;
    this.#roles.set(binding, role);
    if (isValueRole(role)) {
      if (binding.references.length > 0) this.#give(role, identifier);
      return;
    }
    this.#pending.push({ binding, role });
  }

  /** Follows the names found so far; roles come first, because one call may take several names. */
  #followPending(): void {
    for (let next = this.#pending.shift(); next; next = this.#pending.shift()) {
      for (const reference of next.binding.references) {
        if (!reference.isType) this.#use(reference, next.role, next.binding);
      }
    }
  }

  #give(role: ValueRole, identifier: t.Identifier): void {
    const given = this.#given.get(role);
    if (given !== undefined && given !== identifier.name) {
      throw new NotUnderstood(
        "context-use",
        `The ${role} have two names, \`${given}\` and \`${identifier.name}\`.`,
        lineOf(identifier),
      );
    }
    this.#given.set(role, identifier.name);
  }

  #use({ node, ancestors }: Reference, role: Role, binding: Binding): void {
    let index = ancestors.length - 1;
    let value: t.Node = node;
    while (
      index >= 0 &&
      bare(ancestors[index] as t.Node) === bare(value) &&
      ancestors[index] !== value
    ) {
      value = ancestors[index] as t.Node;
      index -= 1;
    }
    const parent = ancestors[index];
    if (!parent) throw this.#passedOn(node, binding);
    if (role === "context") {
      if (isMember(parent) && parent.object === value) {
        this.#member(parent, ancestors.slice(0, index));
        return;
      }
      if (parent.type === "VariableDeclarator" && parent.init === value) {
        if (this.#unpackedContext.has(parent)) return;
        throw new NotUnderstood(
          "context-passed-on",
          "The context gets a second name.",
          lineOf(parent),
        );
      }
    }
    const above = ancestors.slice(0, index + 1);
    if (role === "context" && this.#over?.isCall(parent)) return;
    if (this.#readsSession(above) || this.#isPlainUse(role, value, above)) return;
    if (this.#callsHelper(value, above)) return;
    throw role === "context" ? this.#passedOn(node, binding) : partUsed(role, parent, value);
  }

  #member(
    member: t.MemberExpression | t.OptionalMemberExpression,
    ancestors: readonly t.Node[],
  ): void {
    const role = roleOfProperty(memberName(member), member);
    if (isValueRole(role)) {
      this.#members.push({ node: member, role });
      return;
    }
    if (role === "context" || this.#readsSession(ancestors)) return;
    if (this.#isPlainUse(role, member, ancestors) || this.#callsHelper(member, ancestors)) return;
    throw partUsed(role, ancestors.at(-1), member);
  }

  /** `req.cookies.name`, `req.headers.name`, and a `Cache-Control` of the response. */
  #isPlainUse(role: Role, value: t.Node, ancestors: readonly t.Node[]): boolean {
    if (role === "response") {
      const found = cacheHeader(this.#module, value, ancestors);
      if (!found) return false;
      this.#edits.push(found.edit);
      this.#dropped.add(found.call);
      return true;
    }
    if (role !== "request") return false;
    const found = requestReads(value, ancestors, this.#storeNames);
    if (!found) return false;
    const { store, names, node, edit } = found;
    this.#edits.push(edit);
    this.#stores[store] = this.#storeNames[store];
    this.#readsCredential ||=
      store === "cookies" || names.some((name) => name === "authorization" || name === "cookie");
    if (node) this.#parts.set(node, `${store} ${names[0]}`);
    return true;
  }

  /** A function of the project that is handed the context or a part of it, and is understood. */
  #callsHelper(value: t.Node, ancestors: readonly t.Node[]): boolean {
    const at = ancestors.findLastIndex(({ type }) => type === "CallExpression");
    const call = ancestors[at];
    if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") return false;
    if (this.#helpers.has(call)) return true;
    const roleIn = (node: t.Node): Role | undefined => {
      const role = carriedRole(node, (inner) => roleOf(inner, this.#scopes, this.#roles));
      return role && isValueRole(role) ? undefined : role;
    };
    const argument = call.arguments.find((one) => isWithin(value, one));
    if (!argument || roleIn(argument) === undefined) return false;
    const roles = call.arguments.map(roleIn);
    const fn = this.#helper(call.callee, roles, roleIn(argument));
    if (!fn) return false;
    const inside = ancestors.slice(0, at).filter(({ start }) => (start ?? 0) >= this.#range[0]);
    this.#helpers.set(call, helperCall(this.#scopes, { call, fn, roles }, inside));
    return true;
  }

  #helper(
    callee: t.Identifier,
    roles: readonly (Role | undefined)[],
    given: Role | undefined,
  ): ServerFunction | undefined {
    try {
      return this.#functions?.helper(callee.name, roles);
    } catch (error) {
      const code = given === "context" ? "context-passed-on" : `${given}-use`;
      throw seenFrom(error, code, lineOf(callee));
    }
  }

  /** `const { req, params } = ctx`: the names get their roles, and the declaration goes. */
  #findDestructurings(body: t.Node): void {
    walk(body, (node) => {
      if (node.type !== "VariableDeclaration") return true;
      const [declarator, ...others] = node.declarations;
      const isContext =
        declarator?.init && roleOf(declarator.init, this.#scopes, this.#roles) === "context";
      if (!declarator || !isContext || others.length > 0) return true;
      if (declarator.id.type !== "ObjectPattern") return true;
      for (const { role, target } of destructured(declarator.id)) {
        if (target.type !== "Identifier") throw unusualPart(target);
        this.#name(target, role);
      }
      const [start, end] = wholeLines(this.#module.text, rangeOf(node));
      this.#edits.push({ start, end, text: "" });
      this.#unpackedContext.add(declarator);
      return true;
    });
  }

  /** Whether the nearest call around a use is a reader that is called the right way. */
  #readsSession(ancestors: readonly t.Node[]): boolean {
    for (let index = ancestors.length - 1; index >= Math.max(0, ancestors.length - 6); index -= 1) {
      const node = ancestors[index];
      if (node?.type === "CallExpression") {
        const read = readerCall(this.#scopes, node, (value) =>
          roleOf(value, this.#scopes, this.#roles),
        );
        if (read) this.#reads.set(node, read);
        return read !== undefined;
      }
      const carries =
        node?.type === "ObjectExpression" ||
        node?.type === "ObjectProperty" ||
        (node && bare(node) !== node);
      if (!carries) return false;
    }
    return false;
  }

  /** The name of params or query: what the source calls it, or one that nothing else has. */
  #nameOf(role: ValueRole, wanted: ReadonlySet<ValueRole>): string | undefined {
    const given = this.#given.get(role);
    const used = this.#members.some((member) => member.role === role);
    const unpacked = this.#unpacked.some((entry) => entry.from === role);
    if (given === undefined && !used && !unpacked && !wanted.has(role)) return undefined;
    const name = given ?? role;
    const taken = this.#scopes.all.some(
      (binding) =>
        binding.name === name && this.#roles.get(binding) !== role && this.#isNear(binding),
    );
    if (!taken) return name;
    if (given !== undefined) {
      throw new NotUnderstood(
        "context-use",
        `The name \`${given}\` has two meanings in the page.`,
        1,
      );
    }
    return { params: "routeParams", query: "requestQuery", resolvedUrl: "requestUrl" }[role];
  }

  /** Whether a name will stand in the server file: it is the module's, or of the function. */
  #isNear(binding: Binding): boolean {
    if (this.#scopes.module.get(binding.name) === binding) return true;
    const at = binding.declarations[0]?.start ?? 0;
    return at >= this.#range[0] && at < this.#range[1];
  }

  #passedOn(node: t.Node, binding: Binding): NotUnderstood {
    return new NotUnderstood(
      "context-passed-on",
      `The context (\`${binding.name}\`) is handed to code that is not known to read a session only.`,
      lineOf(node),
    );
  }
}

function unusualPart(at: t.Node): NotUnderstood {
  return new NotUnderstood(
    "context-use",
    "A part of the context is destructured in a form that is not understood.",
    lineOf(at),
  );
}

function partUsed(role: Role, parent: t.Node | undefined, value: t.Node): NotUnderstood {
  const property = parent && isMember(parent) && parent.object === value && memberName(parent);
  const what = role === "request" ? "request" : "response";
  return new NotUnderstood(
    `${what}-use`,
    property
      ? `getServerSideProps uses \`${property}\` of the ${what}.`
      : `getServerSideProps hands the ${what} to code that is not known to read a session only.`,
    lineOf(value),
  );
}

function isWithin(node: t.Node, outer: t.Node): boolean {
  const [start, end] = rangeOf(node);
  return start >= rangeOf(outer)[0] && end <= rangeOf(outer)[1];
}

function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === "MemberExpression" || node.type === "OptionalMemberExpression";
}

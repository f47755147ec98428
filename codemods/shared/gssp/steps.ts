import type * as t from "@babel/types";
import { importedAs } from "../syntax/imports.ts";
import type { Scopes } from "../syntax/scopes.ts";
import { bare, childrenOf, isFunction, keyName, memberName } from "../syntax/walk.ts";
import type { ContextUses } from "./context.ts";
import { isPrologue } from "./prologue-steps.ts";
import { RETHROW } from "./rethrow.ts";

/** A call that both sides have in another form: a reader, a helper or a guard. */
export interface KnownCall {
  readonly text: string;
  /** The arguments that both have. */
  readonly args: readonly t.Node[];
  /** Whether it is awaited on one side only. */
  readonly awaits: boolean;
}

/** A guard or result, as text, and what of it is still to be visited. */
export interface OutcomeStep {
  readonly text: string;
  readonly visit: readonly t.Node[];
  readonly target?: t.Node;
}

/** How one of two sides is read. */
export interface Reading {
  /** Names of params and query. */
  readonly names: ReadonlyMap<string, string>;
  readonly context: string | undefined;
  /** The guard or result that a node is, as text, and what of it is still to be visited. */
  readonly outcome: (node: t.Node) => OutcomeStep | undefined;
  readonly known: (call: t.CallExpression) => KnownCall | undefined;
  /** The cookie or header that an expression is. */
  readonly part: (node: t.Node) => string | undefined;
  /** Whether a call that only this side awaits is awaited is looked at. */
  readonly mustAwait: boolean;
  /** Calls that only one of the two has, and that decide nothing. */
  readonly isNothing: (call: t.CallExpression) => boolean;
  /** Whether a catch keeps for itself what a guard throws. */
  readonly swallows: (handler: t.CatchClause) => boolean;
}

/** Marks a condition under which a guard that throws would not get out. */
const SWALLOWED = " swallowed";

/** Writes down what statements do, in the order of the source. */
export class Recorder {
  readonly #reading: Reading;
  readonly #steps: string[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Writes a call down that stands before the statements. */
  begin(call: KnownCall): void {
    this.#steps.push(`call ${this.#knownText(call)} at 0 if `);
    for (const argument of call.args) this.#visit(argument, [], 0);
  }

  record(statements: readonly t.Statement[]): string[] {
    for (const statement of statements) {
      if (!isPrologue(statement)) this.#visit(statement, [], 0);
    }
    return this.#steps;
  }

  #visit(node: t.Node, conditions: readonly string[], depth: number): void {
    if (this.#reading.part(node) !== undefined) return;
    const choice = depth === 0 ? choiceOf(node) : undefined;
    if (choice) {
      this.#visit(choice.test, conditions, depth);
      for (const key of ["consequent", "alternate"] as const) {
        const branch = { type: "ReturnStatement", argument: choice[key] } as t.ReturnStatement;
        this.#visit(branch, [...conditions, `${key} ${this.#shape(choice.test)}`], depth);
      }
      return;
    }
    const outcome = depth === 0 ? this.#reading.outcome(node) : undefined;
    if (outcome) {
      const target = outcome.target ? ` ${this.#shape(outcome.target)}` : "";
      for (const part of outcome.visit) this.#visit(part, conditions, depth);
      const isGuard = outcome.text !== "props" && outcome.text !== "return";
      this.#steps.push(`${outcome.text}${target} if ${joined(conditions, isGuard)}`);
      return;
    }
    if (node.type === "AwaitExpression" && node.argument.type === "CallExpression") {
      const known = this.#reading.known(node.argument);
      if (known?.awaits) {
        this.#push(this.#knownText(known), conditions, depth, true);
        for (const argument of known.args) this.#visit(argument, conditions, depth);
        return;
      }
    }
    if (node.type === "CallExpression") this.#call(node, conditions, depth);
    if (isFunction(node)) {
      for (const child of childrenOf(node))
        this.#visit(child.node, [...conditions, "inner"], depth + 1);
      return;
    }
    for (const { key, node: child } of childrenOf(node)) {
      if (child.type.startsWith("TS") && bare(child) === child) continue;
      const condition = this.#condition(node, key);
      this.#visit(child, condition === undefined ? conditions : [...conditions, condition], depth);
    }
  }

  #call(node: t.CallExpression, conditions: readonly string[], depth: number): void {
    if (this.#reading.isNothing(node)) return;
    const known = this.#reading.known(node);
    const what = known ? this.#unawaited(known) : this.#shape(node.callee);
    this.#push(what, conditions, depth, known !== undefined);
  }

  #push(what: string, conditions: readonly string[], depth: number, throws: boolean): void {
    this.#steps.push(`call ${what} at ${depth} if ${joined(conditions, throws)}`);
  }

  #knownText({ text, args }: KnownCall): string {
    return `${text}(${args.map((argument) => this.#shape(argument)).join(",")})`;
  }

  /** A promise where a value was is always true: `if (!isMember())` would let everybody in. */
  #unawaited(known: KnownCall): string {
    const isMissing = known.awaits && this.#reading.mustAwait;
    return `${this.#knownText(known)}${isMissing ? " not awaited" : ""}`;
  }

  #condition(node: t.Node, key: string): string | undefined {
    switch (node.type) {
      case "IfStatement":
      case "ConditionalExpression":
        return key === "test" ? undefined : `${key} ${this.#shape(node.test)}`;
      case "LogicalExpression":
        return key === "right" ? `${node.operator} ${this.#shape(node.left)}` : undefined;
      case "SwitchStatement":
        return key === "cases" ? `switch ${this.#shape(node.discriminant)}` : undefined;
      case "SwitchCase":
        return key === "consequent" ? `case ${node.test ? this.#shape(node.test) : ""}` : undefined;
      case "TryStatement": {
        const { handler } = node;
        const isSwallowed = key === "block" && handler && this.#reading.swallows(handler);
        return `${node.type}.${key}${isSwallowed ? SWALLOWED : ""}`;
      }
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
        return `${node.type}.${key}`;
      default:
        return undefined;
    }
  }

  /** A node as text, without layout, types, and the differences that the move makes. */
  #shape(node: t.Node): string {
    const value = bare(node);
    const part = this.#reading.part(value);
    if (part !== undefined) return part;
    if (value.type === "AwaitExpression" && value.argument.type === "CallExpression") {
      const known = this.#reading.known(value.argument);
      if (known?.awaits) return this.#knownText(known);
    }
    const known = value.type === "CallExpression" ? this.#reading.known(value) : undefined;
    if (known) return this.#unawaited(known);
    if (value.type === "Identifier") return this.#reading.names.get(value.name) ?? value.name;
    if (value.type === "MemberExpression" || value.type === "OptionalMemberExpression") {
      const object = value.object;
      const ofContext = object.type === "Identifier" && object.name === this.#reading.context;
      const role = ofContext ? memberName(value) : undefined;
      if (role === "params" || role === "query" || role === "resolvedUrl")
        return role.toUpperCase();
    }
    const literal = "value" in value && typeof value.value !== "object" ? String(value.value) : "";
    const cooked = value.type === "TemplateElement" ? value.value.raw : "";
    const operator = "operator" in value ? String(value.operator) : "";
    const inner = childrenOf(value)
      .filter(({ node: child }) => !child.type.startsWith("TS") || bare(child) !== child)
      .map(({ key, node: child }) => `${key}:${this.#shape(child)}`);
    return `${value.type}${operator}${literal}${cooked}(${inner.join(",")})`;
  }
}

/** Conditions as one text; that a catch swallows what is thrown counts for what throws. */
function joined(conditions: readonly string[], throws: boolean): string {
  const text = conditions.join(" and ");
  return throws ? text : text.replaceAll(SWALLOWED, "");
}

/** `return a ? b : c` is an if with two returns. */
function choiceOf(node: t.Node): t.ConditionalExpression | undefined {
  const value = node.type === "ReturnStatement" && node.argument ? bare(node.argument) : undefined;
  return value?.type === "ConditionalExpression" ? value : undefined;
}

/** The names of the params, the query and the address, as both sides are compared by. */
export function roleNames(
  uses: Pick<ContextUses, "params" | "query" | "resolvedUrl">,
): Map<string, string> {
  const names = new Map<string, string>();
  if (uses.params !== undefined) names.set(uses.params, "PARAMS");
  if (uses.query !== undefined) names.set(uses.query, "QUERY");
  if (uses.resolvedUrl !== undefined) names.set(uses.resolvedUrl, "RESOLVEDURL");
  return names;
}

/** `cookieStore.get("token")?.value` and `requestHeaders.get("host") ?? undefined`. */
export function storeRead(
  { stores }: Pick<ContextUses, "stores">,
  node: t.Node,
): string | undefined {
  if (node.type === "LogicalExpression") {
    const isDefault = node.right.type === "Identifier" && node.right.name === "undefined";
    const left = node.operator === "??" && isDefault ? storeRead({ stores }, node.left) : undefined;
    return left?.startsWith("headers ") ? left : undefined;
  }
  if (node.type === "OptionalMemberExpression") {
    const isValue = memberName(node) === "value";
    return isValue ? getOf(stores.cookies, "cookies", node.object) : undefined;
  }
  return getOf(stores.headers, "headers", node);
}

function getOf(store: string | undefined, kind: string, node: t.Node): string | undefined {
  if (store === undefined || node.type !== "CallExpression") return undefined;
  const { callee, arguments: args } = node;
  const [name] = args;
  if (callee.type !== "MemberExpression" || memberName(callee) !== "get") return undefined;
  if (callee.object.type !== "Identifier" || callee.object.name !== store) return undefined;
  return name?.type === "StringLiteral" ? `${kind} ${name.value}` : undefined;
}

/** `return { redirect }` and the like. */
export function literalOutcome(argument: t.Expression | null | undefined): OutcomeStep | undefined {
  const value = argument ? bare(argument) : undefined;
  const property = value?.type === "ObjectExpression" ? value.properties[0] : undefined;
  if (property?.type !== "ObjectProperty") return undefined;
  const name = keyName(property);
  if (name === "notFound") return { text: "notFound", visit: [] };
  if (name === "props") return { text: "props", visit: [property.value] };
  const content = bare(property.value);
  if (name !== "redirect" || content.type !== "ObjectExpression") return undefined;
  let target: t.Node | undefined;
  let permanent = false;
  for (const option of content.properties) {
    if (option.type !== "ObjectProperty") continue;
    const literal = bare(option.value);
    if (keyName(option) === "destination") target = option.value;
    if (literal.type === "BooleanLiteral") permanent = literal.value;
    if (literal.type === "NumericLiteral") permanent = literal.value === 308;
  }
  if (!target) return undefined;
  return { text: permanent ? "permanentRedirect" : "redirect", visit: [target], target };
}

/** `redirect()` and the like. */
export function navigationOutcome(
  scopes: Scopes,
  node: t.Node,
  returns: "props" | "return",
): OutcomeStep | undefined {
  if (node.type === "ReturnStatement") {
    return { text: returns, visit: node.argument ? [node.argument] : [] };
  }
  if (node.type !== "ExpressionStatement" || node.expression.type !== "CallExpression")
    return undefined;
  const origin = importedAs(scopes, node.expression.callee);
  if (origin?.module !== "next/navigation" || origin.imported === RETHROW) return undefined;
  const [target] = node.expression.arguments;
  return { text: origin.imported, visit: target ? [target] : [], ...(target ? { target } : {}) };
}

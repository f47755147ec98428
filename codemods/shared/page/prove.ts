import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { calleeReader } from "../gssp/readers.ts";
import { RETHROW, rethrows } from "../gssp/rethrow.ts";
import { importedAs } from "../syntax/imports.ts";
import { lineOf, parseModule } from "../syntax/parse.ts";
import { resolveScopes, type Scopes } from "../syntax/scopes.ts";
import { bare, childrenOf, isFunction, keyName, memberName } from "../syntax/walk.ts";
import type { AnalysedPage, ServerText } from "./server-file.ts";

/**
 * Shows that the server file lets a visitor through where the page did, and nowhere else: both are
 * read again, and what they do - reads of the session, calls, guards with their conditions and
 * outcomes, returns - has to be the same list in the same order. A guard that comes before a read
 * of data in one comes before it in the other.
 * @throws NotUnderstood when the lists differ, which keeps the page where it is
 */
export function proveGuards(page: AnalysedPage, server: ServerText): void {
  const before = stepsOfOriginal(page);
  const after = stepsOfServerFile(page, server);
  const same =
    before.length === after.length && before.every((step, index) => step === after[index]);
  if (same) return;
  const at = before.findIndex((step, index) => step !== after[index]);
  throw new NotUnderstood(
    "guard-not-proved",
    `What the moved page would do cannot be shown to be the same (${before[at] ?? "end"} / ${after[at] ?? "end"}).`,
    lineOf(page.gssp.fn),
  );
}

function stepsOfOriginal({ gssp, scopes, uses }: AnalysedPage): string[] {
  const [parameter] = gssp.fn.params;
  const context = parameter?.type === "Identifier" ? parameter.name : undefined;
  const recorder = new Recorder({
    names: roleNames(uses),
    context,
    outcome: (node) =>
      node.type === "ReturnStatement" ? literalOutcome(node.argument) : undefined,
    reads: (call) => calleeReader(scopes, call) !== undefined,
    part: (node) => uses.parts.get(node),
    isNothing: (node) => uses.dropped.has(node),
    swallows: () => false,
  });
  const { body } = gssp.fn;
  if (body.type === "BlockStatement") return recorder.record(body.body);
  return recorder.record([{ type: "ReturnStatement", argument: body } as t.ReturnStatement]);
}

function stepsOfServerFile({ uses, facts }: AnalysedPage, server: ServerText): string[] {
  const output = parseModule(facts.pageFile, server.text);
  const scopes = resolveScopes(output.program);
  const recorder = new Recorder({
    names: roleNames(uses),
    context: undefined,
    outcome: (node) => navigationOutcome(scopes, node),
    reads: (call) =>
      call.arguments.length === 1 &&
      importedAs(scopes, call.callee)?.imported === "getServerSession",
    part: (node) => storeRead(uses, node),
    isNothing: (node) =>
      node.type === "CallExpression" &&
      importedAs(scopes, node.callee)?.module === "next/navigation" &&
      importedAs(scopes, node.callee)?.imported === RETHROW,
    swallows: (handler) => !rethrows(handler),
  });
  const fn = output.program.body
    .map((statement) =>
      statement.type === "ExportDefaultDeclaration" ? statement.declaration : statement,
    )
    .find(
      (node) =>
        node.type === "FunctionDeclaration" && node.async && node.id?.name === server.bodyFunction,
    );
  return fn?.type === "FunctionDeclaration" ? recorder.record(fn.body.body) : ["no page function"];
}

interface Reading {
  /** Names of params and query. */
  readonly names: ReadonlyMap<string, string>;
  readonly context: string | undefined;
  /** The guard or result that a node is, as text, and what of it is still to be visited. */
  readonly outcome: (
    node: t.Node,
  ) => { text: string; visit: t.Node[]; target?: t.Node } | undefined;
  readonly reads: (call: t.CallExpression) => boolean;
  /** The cookie or header that an expression is. */
  readonly part: (node: t.Node) => string | undefined;
  /** Calls that only one of the two has, and that decide nothing. */
  readonly isNothing: (call: t.CallExpression) => boolean;
  /** Whether a catch keeps for itself what a guard throws. */
  readonly swallows: (handler: t.CatchClause) => boolean;
}

/** Marks a condition under which a guard that throws would not get out. */
const SWALLOWED = " swallowed";

/** Writes down what statements do, in the order of the source. */
class Recorder {
  readonly #reading: Reading;
  readonly #steps: string[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
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
      const isGuard = outcome.text !== "props";
      this.#steps.push(`${outcome.text}${target} if ${joined(conditions, isGuard)}`);
      return;
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
    const isRead = this.#reading.reads(node);
    const what = isRead ? "READ" : this.#shape(node.callee);
    this.#steps.push(`call ${what} at ${depth} if ${joined(conditions, isRead)}`);
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
    if (value.type === "CallExpression" && this.#reading.reads(value)) return "READ";
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

/** `cookieStore.get("token")?.value` and `requestHeaders.get("host") ?? undefined`. */
function storeRead(
  { stores }: Pick<AnalysedPage["uses"], "stores">,
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

/** `return a ? b : c` is an if with two returns. */
function choiceOf(node: t.Node): t.ConditionalExpression | undefined {
  const value = node.type === "ReturnStatement" && node.argument ? bare(node.argument) : undefined;
  return value?.type === "ConditionalExpression" ? value : undefined;
}

function roleNames(uses: AnalysedPage["uses"]): Map<string, string> {
  const names = new Map<string, string>();
  if (uses.params !== undefined) names.set(uses.params, "PARAMS");
  if (uses.query !== undefined) names.set(uses.query, "QUERY");
  if (uses.resolvedUrl !== undefined) names.set(uses.resolvedUrl, "RESOLVEDURL");
  return names;
}

/** Statements that the move adds before the old body; none of them holds a guard. */
function isPrologue(statement: t.Statement): boolean {
  if (statement.type === "ExpressionStatement") {
    const call = statement.expression.type === "AwaitExpression" && statement.expression.argument;
    return Boolean(
      call &&
        call.type === "CallExpression" &&
        call.callee.type === "Identifier" &&
        call.callee.name === "connection",
    );
  }
  if (statement.type !== "VariableDeclaration") return false;
  const [declarator] = statement.declarations;
  const init = declarator?.init ? bare(declarator.init) : undefined;
  const awaited = init?.type === "AwaitExpression" ? init.argument : init;
  if (awaited?.type === "CallExpression" && awaited.callee.type === "Identifier") {
    const { name } = awaited.callee;
    if ((name === "cookies" || name === "headers") && awaited.arguments.length === 0) return true;
  }
  if (awaited?.type === "MemberExpression" && memberName(awaited) === "params") return true;
  if (init?.type === "CallExpression" && init.callee.type === "Identifier") {
    return init.callee.name === "resolveUrl";
  }
  if (init?.type !== "ObjectExpression") return false;
  return init.properties.every((property) => {
    if (property.type === "SpreadElement") {
      const spread = property.argument;
      const inner = spread.type === "AwaitExpression" ? spread.argument : spread;
      return (
        inner.type === "Identifier" ||
        (inner.type === "MemberExpression" && memberName(inner) === "searchParams")
      );
    }
    return property.type === "ObjectProperty" && isDecoding(property.value);
  });
}

function isDecoding(value: t.Node): boolean {
  if (value.type !== "CallExpression" && value.type !== "OptionalCallExpression") return false;
  const { callee, arguments: args } = value;
  if (callee.type === "Identifier") return callee.name === "decodeURIComponent";
  const [argument] = args;
  return argument?.type === "Identifier" && argument.name === "decodeURIComponent";
}

function literalOutcome(
  argument: t.Expression | null | undefined,
): { text: string; visit: t.Node[]; target?: t.Node } | undefined {
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

function navigationOutcome(
  scopes: Scopes,
  node: t.Node,
): { text: string; visit: t.Node[]; target?: t.Node } | undefined {
  if (node.type === "ReturnStatement") {
    return { text: "props", visit: node.argument ? [node.argument] : [] };
  }
  if (node.type !== "ExpressionStatement" || node.expression.type !== "CallExpression")
    return undefined;
  const origin = importedAs(scopes, node.expression.callee);
  if (origin?.module !== "next/navigation" || origin.imported === RETHROW) return undefined;
  const [target] = node.expression.arguments;
  return { text: origin.imported, visit: target ? [target] : [], ...(target ? { target } : {}) };
}

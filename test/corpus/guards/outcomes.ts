import ts from "typescript";
import {
  isFunction,
  type ProjectFunction,
  type ProjectFunctions,
  wrappedCall,
} from "./functions.ts";

/** A place where a page turns a visitor away, as the text of the page has it. */
export interface Outcome {
  readonly kind: "redirect" | "not-found";
  /** Text of the destination, without spaces; empty for `not-found`. */
  readonly target: string;
  /** Texts of the conditions around it, outermost first, without spaces. */
  readonly conditions: readonly string[];
  /** Names of what was called before it, in the order of the text. */
  readonly before: readonly string[];
}

/** How the outcomes of a router look. */
export interface Dialect {
  /** The outcome that a node is, where it is one. */
  read(node: ts.Node): Pick<Outcome, "kind" | "target"> | undefined;
  /** Calls that are part of the form and not of what the page does. */
  readonly own: ReadonlySet<string>;
  /** Whether outcomes are thrown, so that a catch that lets nothing pass keeps them. */
  readonly throws: boolean;
}

/** `return { redirect: { destination } }` and `return { notFound: true }`. */
export const pagesRouter: Dialect = {
  own: new Set(),
  throws: false,
  read(node) {
    if (!ts.isObjectLiteralExpression(node)) return undefined;
    for (const property of node.properties) {
      const name = property.name && ts.isIdentifier(property.name) ? property.name.text : "";
      if (name === "notFound") return { kind: "not-found", target: "" };
      if (name !== "redirect" || !ts.isPropertyAssignment(property)) continue;
      return { kind: "redirect", target: destinationOf(property.initializer) };
    }
    return undefined;
  },
};

/** `redirect("/login")`, `permanentRedirect("/login")` and `notFound()`. */
export const appRouter: Dialect = {
  own: new Set([
    "redirect",
    "permanentRedirect",
    "notFound",
    "connection",
    "resolveUrl",
    "unstable_rethrow",
  ]),
  throws: true,
  read(node) {
    if (!ts.isCallExpression(node)) return undefined;
    const name = node.expression.getText();
    if (name === "notFound") return { kind: "not-found", target: "" };
    if (name !== "redirect" && name !== "permanentRedirect") return undefined;
    return { kind: "redirect", target: textOf(node.arguments[0]) };
  },
};

/**
 * Every outcome below a node, in the order of the text. Functions of the application that turn visitors
 * away count as their callers', and so does what a wrapper does before it calls what it was given.
 * @param functions what names of the application stand for; none leaves calls alone
 */
export function outcomesIn(
  root: ts.Node,
  dialect: Dialect,
  functions?: ProjectFunctions,
): Outcome[] {
  return new Finder(dialect, functions).find(root);
}

/** What parameters of a wrapper stand for, each with what it sees itself. */
type Given = ReadonlyMap<string, { readonly node: ts.Node; readonly given: Given }>;

class Finder {
  readonly #dialect: Dialect;
  readonly #functions: ProjectFunctions | undefined;
  readonly #outcomes: Outcome[] = [];
  readonly #called: string[] = [];
  readonly #entered = new Set<ts.Node>();
  /** Functions that the wrapper which is read goes on with. */
  #next: { readonly node: ts.Node; readonly given: Given }[] = [];

  constructor(dialect: Dialect, functions: ProjectFunctions | undefined) {
    this.#dialect = dialect;
    this.#functions = functions;
  }

  find(root: ts.Node): Outcome[] {
    this.#enter(root, new Map());
    return this.#outcomes;
  }

  #enter(root: ts.Node, given: Given): void {
    if (this.#entered.has(root)) return;
    this.#entered.add(root);
    const visit = (node: ts.Node): void => {
      const found = this.#dialect.read(node);
      if (found) {
        const conditions = conditionsAbove(node, root, this.#dialect);
        this.#outcomes.push({ ...found, conditions, before: [...this.#called] });
        return;
      }
      const over = ts.isCallExpression(node) && this.#handOver(node, given);
      if (ts.isCallExpression(node) && over) {
        for (const argument of node.arguments.slice(1)) visit(argument);
        return;
      }
      if (ts.isCallExpression(node) && this.#wrapper(node, given)) return;
      ts.forEachChild(node, visit);
      if (ts.isCallExpression(node)) this.#call(node);
    };
    visit(root);
  }

  /** A wrapper's call of what it was given, which comes after all that the wrapper does. */
  #handOver(call: ts.CallExpression, given: Given): boolean {
    const inner = ts.isIdentifier(call.expression) ? given.get(call.expression.text) : undefined;
    if (inner) this.#next.push(inner);
    return inner !== undefined;
  }

  #wrapper(call: ts.CallExpression, given: Given): boolean {
    const wrapped = wrappedCall(call, (name) => this.#named(call, name)?.body);
    if (!wrapped) return false;
    const outside = this.#next;
    this.#next = [];
    // one wrapper may stand around another of its kind
    this.#entered.delete(wrapped.made);
    const seen = [...wrapped.given].map(([name, node]) => [name, { node, given }] as const);
    this.#enter(wrapped.made, new Map(seen));
    const inside = this.#next;
    this.#next = outside;
    for (const inner of inside) this.#enter(inner.node, inner.given);
    return true;
  }

  #call(call: ts.CallExpression): void {
    const name = textOf(call.expression);
    const fn = this.#named(call, name);
    const known = { outcomes: this.#outcomes.length, called: this.#called.length };
    if (fn) {
      if (fn.isForServer && !isAwaited(call)) this.#called.push("a promise for its value");
      this.#enter(fn.body, new Map());
      if (this.#outcomes.length > known.outcomes) return;
      this.#called.length = Math.min(this.#called.length, known.called);
      if (fn.isForServer && !isAwaited(call)) this.#called.push("a promise for its value");
      // helpers that read the request have another form on each side
      if (fn.isForServer || takesRequest(call)) return;
    }
    if (this.#dialect.own.has(name) || isReader(name) || setsCaching(call)) return;
    this.#called.push(name);
  }

  #named(call: ts.CallExpression, name: string): ProjectFunction | undefined {
    const found = this.#functions?.named(call.getSourceFile(), name);
    return found && isFunction(found.body) ? found : undefined;
  }
}

function isAwaited(call: ts.CallExpression): boolean {
  let parent: ts.Node = call.parent;
  while (ts.isParenthesizedExpression(parent)) parent = parent.parent;
  const isPassedOn = ts.isReturnStatement(parent) || ts.isArrayLiteralExpression(parent);
  return ts.isAwaitExpression(parent) || isPassedOn;
}

function takesRequest({ arguments: args }: ts.CallExpression): boolean {
  return args.some((argument) =>
    /^(?:ctx|context|\{req,res\}|(?:(?:ctx|context)\.)?req)$/.test(
      argument.getText().replace(/\s+/g, ""),
    ),
  );
}

/** Readers of sessions, requests and parameters have another form on each side. */
function isReader(name: string): boolean {
  return /(^|\.)(getServerSession|unstable_getServerSession|getSession|getToken|auth|getAuth|getIronSession|cookies|headers|get|has|decodeURIComponent|map|createPagesServerClient|createServerSupabaseClient|createServerComponentClient|isArray|fromEntries|entries)$/.test(
    name,
  );
}

/** `res.setHeader("Cache-Control", …)`: a page of the App Router says so by itself. */
function setsCaching({ expression, arguments: [name] }: ts.CallExpression): boolean {
  if (!/\.setHeader$/.test(expression.getText()) || !name) return false;
  return ts.isStringLiteral(name) && /^cache-control$/i.test(name.text);
}

function destinationOf(value: ts.Expression): string {
  if (!ts.isObjectLiteralExpression(value)) return `${textOf(value)}.destination`;
  for (const property of value.properties) {
    if (property.name?.getText() !== "destination") continue;
    return ts.isPropertyAssignment(property) ? textOf(property.initializer) : "destination";
  }
  return textOf(value);
}

function conditionsAbove(node: ts.Node, root: ts.Node, { throws }: Dialect): string[] {
  const conditions: string[] = [];
  for (let at = node; at !== root && at.parent; at = at.parent) {
    const condition = conditionOf(at, at.parent);
    if (condition !== undefined) conditions.unshift(condition);
    if (throws && swallows(at, at.parent)) conditions.unshift("swallowed by a catch");
  }
  return conditions;
}

/** Whether what a child throws ends in a catch that does not begin with `unstable_rethrow`. */
function swallows(child: ts.Node, parent: ts.Node): boolean {
  if (!ts.isTryStatement(parent) || child !== parent.tryBlock || !parent.catchClause) return false;
  const [first] = parent.catchClause.block.statements;
  return first === undefined || !/^unstable_rethrow\(/.test(first.getText());
}

/** What has to hold for a child of a node to be reached. */
function conditionOf(child: ts.Node, parent: ts.Node): string | undefined {
  if (ts.isIfStatement(parent)) {
    if (child === parent.thenStatement) return textOf(parent.expression);
    if (child === parent.elseStatement) return `!(${textOf(parent.expression)})`;
  }
  if (ts.isConditionalExpression(parent)) {
    if (child === parent.whenTrue) return textOf(parent.condition);
    if (child === parent.whenFalse) return `!(${textOf(parent.condition)})`;
  }
  if (ts.isCatchClause(parent)) return "catch";
  if (ts.isCaseClause(parent) && child !== parent.expression) {
    return `${textOf(parent.parent.parent.expression)}===${textOf(parent.expression)}`;
  }
  if (ts.isBinaryExpression(parent) && child === parent.right) {
    const { kind } = parent.operatorToken;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return textOf(parent.left);
    if (kind === ts.SyntaxKind.BarBarToken) return `!(${textOf(parent.left)})`;
  }
  return undefined;
}

/** Text without spaces, and without what parts of the context are called on each side. */
export function textOf(node: ts.Node | undefined): string {
  return (node?.getText() ?? "")
    .replace(/\bawait\s+/g, "")
    .replace(/\s+/g, "")
    .replaceAll("?.", ".")
    .replace(/\b(?:ctx|context|_ctx|_context)\.(params|query|resolvedUrl)\b/g, "$1")
    .replace(/!\./g, ".")
    .replace(/\b(?:(?:ctx|context)\.)?req\.cookies(?:\.(\w+)|\["([^"]+)"\])/g, "cookie:$1$2")
    .replace(/\b(?:(?:ctx|context)\.)?req\.headers(?:\.(\w+)|\["([^"]+)"\])/g, "header:$1$2")
    .replace(/\bcookieStore\.get\("([^"]+)"\)\.value/g, "cookie:$1")
    .replace(/\brequestHeaders\.get\("([^"]+)"\)(?:\?\?undefined)?/g, "header:$1")
    .replace(/\(((?:cookie|header):[\w-]+)\)/g, "$1")
    .replace(/,(?=[)\]}])/g, "")
    .replace(/\((?:ctx|context|\{req,res\})(?:,|(?=\)))/g, "(")
    .replace(/\((?:(?:ctx|context)\.)?req(?:,(?:(?:ctx|context)\.)?res)?(?:,|(?=\)))/g, "(")
    .replace(/(?<![\w)])\((\w+\([^()]*\))\)/g, "$1");
}

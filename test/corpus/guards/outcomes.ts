import ts from "typescript";

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
 * Every outcome below a node, in the order of the text.
 * @param inside the function of a name that is called, where its outcomes count as the caller's
 */
export function outcomesIn(
  root: ts.Node,
  dialect: Dialect,
  inside: (name: string) => ts.Node | undefined = () => undefined,
): Outcome[] {
  const outcomes: Outcome[] = [];
  const called: string[] = [];
  const entered = new Set<ts.Node>([root]);
  const visit = (node: ts.Node): void => {
    const found = dialect.read(node);
    if (found) {
      outcomes.push({
        ...found,
        conditions: conditionsAbove(node, root, dialect),
        before: [...called],
      });
      return;
    }
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node)) return;
    const name = node.expression.getText().replace(/\s+/g, "");
    const body = inside(name);
    if (body && !entered.has(body)) {
      entered.add(body);
      const known = { outcomes: outcomes.length, called: called.length };
      visit(body);
      if (outcomes.length > known.outcomes) return;
      called.length = known.called;
    }
    if (!dialect.own.has(name) && !isReader(name) && !setsCaching(node)) called.push(name);
  };
  visit(root);
  return outcomes;
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
    .replace(/\s+/g, "")
    .replaceAll("?.", ".")
    .replace(/\b(?:ctx|context|_ctx|_context)\.(params|query|resolvedUrl)\b/g, "$1")
    .replace(/!\./g, ".")
    .replace(/\b(?:(?:ctx|context)\.)?req\.cookies(?:\.(\w+)|\["([^"]+)"\])/g, "cookie:$1$2")
    .replace(/\b(?:(?:ctx|context)\.)?req\.headers(?:\.(\w+)|\["([^"]+)"\])/g, "header:$1$2")
    .replace(/\bcookieStore\.get\("([^"]+)"\)\.value/g, "cookie:$1")
    .replace(/\brequestHeaders\.get\("([^"]+)"\)(?:\?\?undefined)?/g, "header:$1")
    .replace(/\(((?:cookie|header):[\w-]+)\)/g, "$1")
    .replace(/,(?=[)\]}])/g, "");
}

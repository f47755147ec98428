import type * as t from "@babel/types";
import { lineOf, textOf } from "../syntax/parse.ts";
import { bare, isFunction, keyName, memberName, walk } from "../syntax/walk.ts";
import type { DeclarationGraph, Target } from "./graph.ts";
import type { Declaration, FlowModule } from "./module.ts";
import { packagesOf } from "./origins.ts";
import { carriesResponse, gravest, partByName, type RequestPart } from "./parts.ts";
import type { Reach } from "./reach.ts";
import { RequestParts } from "./request-parts.ts";
import { keepsResponse, writesCookies } from "./session-packages.ts";

/** What is done to the response; `redirect` and `cache` can be done without one. */
export type WriteKind =
  | "cookie"
  | "session"
  | "header"
  | "cache"
  | "status"
  | "body"
  | "redirect"
  | "event"
  | "passed";

/** A place below `getServerSideProps` that writes to the response. */
export interface ResponseWrite {
  readonly kind: WriteKind;
  readonly declaration: Declaration;
  readonly file: string;
  readonly line: number;
  /** Source text of the call or assignment, in one line and shortened. */
  readonly source: string;
}

/** Methods that only a response has among what a page handles. */
const HEADERS = /^(?:setHeader|appendHeader|removeHeader|setHeaders|writeHead|flushHeaders)$/;
const BODY = /^(?:end|write|send|json|pipe|redirect|sendFile|jsonp)$/;
const COOKIES = /^(?:cookie|clearCookie)$/;
const SESSION = /^(?:save|destroy|commit|updateConfig|regenerate|touch|reset)$/;
const JAR = /^(?:set|delete|remove|destroy|clear)$/;
/** What waits for the answer to be sent, or for the visitor to go: a component never sees either. */
const EVENTS = /^(?:on|once|addListener|prependListener|prependOnceListener)$/;
const LOGIN = /^(?:logIn|login|logOut|logout)$/;
/** Methods of Supabase's client that begin, change or end a session. */
const SUPABASE =
  /^(?:signUp|signOut|signInWith\w+|signIn|setSession|refreshSession|exchangeCodeForSession|verifyOtp|updateUser)$/;

/** What a candidate turns out to be for one page. */
type Judge = (parts: RequestParts) => WriteKind | undefined;

interface Candidate {
  readonly node: t.Node;
  readonly judge: Judge;
}

/** What might be a write in a declaration is the same for every page that reaches it. */
const candidates = new WeakMap<Declaration, readonly Candidate[]>();

/**
 * Everything that a page's `getServerSideProps` may write to the response. What a library does by
 * itself when it reads a session - renewing the cookie - is not among it; what the project's code
 * does is, and so is handing the response to a package of which it is not known what it does.
 */
export function responseWrites(graph: DeclarationGraph, reach: Reach): ResponseWrite[] {
  const parts = new RequestParts(graph, reach);
  return [...reach.declarations].flatMap((declaration) =>
    candidatesOf(graph, declaration).flatMap(({ node, judge }) => {
      const kind = judge(parts);
      return kind ? [writeAt(declaration, node, kind)] : [];
    }),
  );
}

function candidatesOf(graph: DeclarationGraph, declaration: Declaration): readonly Candidate[] {
  let found = candidates.get(declaration);
  if (!found) {
    found = new Scan(graph, declaration).candidates();
    candidates.set(declaration, found);
  }
  return found;
}

function writeAt(declaration: Declaration, node: t.Node, kind: WriteKind): ResponseWrite {
  const { file, parsed } = declaration.module;
  const source = textOf(parsed, node).replace(/\s+/g, " ");
  const short = source.length > 80 ? `${source.slice(0, 79)}…` : source;
  return { kind, declaration, file, line: lineOf(node), source: short };
}

type Call = t.CallExpression | t.OptionalCallExpression;

class Scan {
  readonly #graph: DeclarationGraph;
  readonly #declaration: Declaration;
  readonly #module: FlowModule;

  constructor(graph: DeclarationGraph, declaration: Declaration) {
    this.#graph = graph;
    this.#declaration = declaration;
    this.#module = declaration.module;
  }

  candidates(): Candidate[] {
    const found: Candidate[] = [];
    walk(this.#declaration.node, (node) => {
      const judge = this.#judge(node);
      if (judge) found.push({ node, judge });
      return true;
    });
    return found;
  }

  #judge(node: t.Node): Judge | undefined {
    switch (node.type) {
      case "CallExpression":
      case "OptionalCallExpression":
        return this.#call(node);
      case "NewExpression":
        return this.#passed(node);
      case "AssignmentExpression":
        return this.#assignment(node.left, node.right);
      case "UnaryExpression":
        return node.operator === "delete" ? this.#assignment(node.argument) : undefined;
      default:
        return undefined;
    }
  }

  #call(call: Call): Judge | undefined {
    const targets = this.#graph.targetsOf(this.#module, call.callee);
    if (targets.some((target) => isCookieSetter(target, call))) return () => "cookie";
    const callee = bare(call.callee);
    const name = isMember(callee) ? memberName(callee) : undefined;
    const method =
      isMember(callee) && name !== undefined ? this.#method(call, callee.object, name) : undefined;
    const passed = this.#passed(call);
    if (!method || !passed) return method ?? passed;
    return (parts) => method(parts) ?? passed(parts);
  }

  /** What a method call does, by its name and by what it is called on. */
  #method(call: Call, object: t.Node, name: string): Judge | undefined {
    const of = (parts: RequestParts): RequestPart => parts.of(this.#module, object);
    const when =
      (kind: WriteKind, ...accepted: RequestPart[]): Judge =>
      (parts) =>
        accepted.includes(of(parts)) ? kind : undefined;
    if (HEADERS.test(name)) {
      return (parts) => (of(parts) === "other" ? undefined : headerKind(call, name));
    }
    if (name === "status" || name === "sendStatus") {
      return (parts) => (of(parts) === "other" ? undefined : "status");
    }
    if (name === "append") {
      return (parts) => (of(parts) === "response" ? headerKind(call, name) : undefined);
    }
    if (COOKIES.test(name)) return when("cookie", "response", "derived", "unknown");
    if (EVENTS.test(name)) return when("event", "response", "request");
    if (LOGIN.test(name)) return when("session", "request", "derived");
    if (SESSION.test(name)) return when("session", "session", "derived");
    if (JAR.test(name)) return when("cookie", "derived");
    if (BODY.test(name)) return this.#body(call, object, name);
    const isSupabase = SUPABASE.test(name) && isMember(object) && memberName(object) === "auth";
    return isSupabase ? () => "session" : undefined;
  }

  #body(call: Call, object: t.Node, name: string): Judge | undefined {
    const [argument] = call.arguments;
    const isWritten = (parts: RequestParts, node: t.Node): boolean => {
      const part = parts.of(this.#module, node);
      return part === "unknown"
        ? this.#isParameter(node)
        : part === "response" || part === "derived";
    };
    if (name === "pipe") {
      return (parts) => (argument && isWritten(parts, argument) ? "body" : undefined);
    }
    // `response.json()` reads the answer of a fetch; `this.send()` is the object's own
    if (name !== "end" && !argument) return undefined;
    if (isOfThis(object)) return undefined;
    const empty = name === "end" && !argument;
    const kind = empty && this.#followsRedirect(call, object) ? "redirect" : "body";
    return (parts) => (isWritten(parts, object) ? kind : undefined);
  }

  /** A parameter as it was given; what is taken out of one by another name is no response. */
  #isParameter(node: t.Node): boolean {
    const declared = this.#module.scopes.bindingOf(bare(node))?.declarations[0];
    const parent = declared && this.#module.parentOf(declared);
    return parent !== undefined && isFunction(parent);
  }

  /** `res.end()` after `res.writeHead(307, { Location })`: chained, or in the same block. */
  #followsRedirect(call: t.Node, object: t.Node): boolean {
    const value = bare(object);
    if (value.type === "CallExpression") return isRedirectHead(value);
    let at: t.Node | undefined = call;
    while (at && at.type !== "BlockStatement" && !isFunction(at)) at = this.#module.parentOf(at);
    if (at?.type !== "BlockStatement") return false;
    const end = call.start ?? 0;
    return at.body.some((statement) => {
      if ((statement.start ?? 0) >= end || statement.type !== "ExpressionStatement") return false;
      const head = bare(statement.expression);
      return head.type === "CallExpression" && isRedirectHead(head);
    });
  }

  #assignment(target: t.Node, value?: t.Node): Judge | undefined {
    const left = bare(target);
    if (!isMember(left)) return undefined;
    const name = memberName(left);
    const { object } = left;
    const of = (parts: RequestParts): RequestPart => parts.of(this.#module, object);
    if (name === "statusCode" || name === "statusMessage") {
      return (parts) => (of(parts) === "other" ? undefined : "status");
    }
    return (parts) => {
      if (name === "session" && of(parts) === "request") {
        const isRead = value !== undefined && parts.of(this.#module, value) === "session";
        return isRead ? undefined : "session";
      }
      return this.#isStored(parts, object) ? "session" : undefined;
    };
  }

  /**
   * Whether assigning to a property of something changes the session that is stored: `req.session`
   * or a part of it. What `getIronSession` gives is stored by `save()` alone.
   */
  #isStored(parts: RequestParts, object: t.Node): boolean {
    const value = bare(object);
    if (isMember(value)) {
      const isSession = memberName(value) === "session";
      if (isSession && parts.of(this.#module, value) === "session") return true;
      return this.#isStored(parts, value.object);
    }
    if (value.type !== "Identifier" || parts.of(this.#module, value) !== "session") return false;
    const declared = this.#module.scopes.bindingOf(value)?.declarations[0];
    const made = declared && this.#module.scopes.constants.get(declared);
    return made === undefined || !/getIronSession/.test(textOf(this.#module.parsed, made));
  }

  /** The response in the hands of a package that is not known to read a session only. */
  #passed(call: Call | t.NewExpression): Judge | undefined {
    if (call.arguments.length === 0) return undefined;
    const packages = packagesOf(this.#graph, this.#module, call.callee);
    if (packages.every(keepsResponse)) return undefined;
    return (parts) => {
      const given = call.arguments.map((argument) =>
        parts.of(this.#module, argument.type === "SpreadElement" ? argument.argument : argument),
      );
      return carriesResponse(gravest(given)) ? "passed" : undefined;
    };
  }
}

function isOfThis(node: t.Node): boolean {
  const value = bare(node);
  if (isMember(value)) return !isResponseName(memberName(value)) && isOfThis(value.object);
  return value.type === "ThisExpression";
}

function isResponseName(name: string | undefined): boolean {
  return name !== undefined && partByName(name) === "response";
}

/** `nookies.set(ctx, …)`, `setCookie(name, value, { req, res })` and their like. */
function isCookieSetter(
  target: Target,
  call: t.CallExpression | t.OptionalCallExpression,
): boolean {
  if (target.kind !== "package") return false;
  const { callee } = call;
  const method = isMember(callee) ? memberName(callee) : undefined;
  const setter = writesCookies(target.specifier, target.name, method);
  return setter !== undefined && call.arguments.length >= setter.withArguments;
}

function headerKind(
  call: t.CallExpression | t.OptionalCallExpression,
  method: string,
): WriteKind | undefined {
  if (method === "writeHead") {
    return isRedirectHead(call) ? "redirect" : "status";
  }
  const [name] = call.arguments;
  const literal = name && bare(name);
  if (literal?.type !== "StringLiteral") return "header";
  if (/^set-cookie$/i.test(literal.value)) return "cookie";
  return /^cache-control$/i.test(literal.value) ? "cache" : "header";
}

/** `writeHead(302, { Location: … })` and nothing else. */
function isRedirectHead(call: t.CallExpression | t.OptionalCallExpression): boolean {
  if (!isMember(call.callee) || memberName(call.callee) !== "writeHead") return false;
  const [status, headers] = call.arguments.map((argument) => bare(argument));
  return (
    status?.type === "NumericLiteral" &&
    [301, 302, 303, 307, 308].includes(status.value) &&
    headers?.type === "ObjectExpression" &&
    headers.properties.length === 1 &&
    headers.properties.every((property) => /^location$/i.test(keyName(property) ?? ""))
  );
}

function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === "MemberExpression" || node.type === "OptionalMemberExpression";
}

import type * as t from "@babel/types";
import { applyEdits, type Edit, editedSlice } from "../editing/edits.ts";
import { folderOf, repoint, specifierTo } from "../editing/specifiers.ts";
import { lineBreakOf, wholeLines } from "../editing/statements.ts";
import { NotUnderstood } from "../finding.ts";
import { conditionsOf } from "../gssp/guards.ts";
import { equivalentLocal, readEdits } from "../gssp/rewrite.ts";
import { importStyle, narrowImport } from "../page/imports.ts";
import { inStyle } from "../page/route-exports.ts";
import { lineOf, rangeOf } from "../syntax/parse.ts";
import type { Binding } from "../syntax/scopes.ts";
import { walk } from "../syntax/walk.ts";
import type { AnalysedApi, ApiGuard, MovedApi } from "./analyse.ts";
import { answerText, headerText } from "./answer-text.ts";
import type { Answer } from "./answers.ts";
import type { Handler } from "./handlers.ts";
import { requestUse } from "./request-uses.ts";
import {
  answerType,
  argumentEdit,
  type Given,
  type GivenNames,
  parameterEdits,
} from "./signatures.ts";

/** An API route answered every method. */
const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** Statuses that refuse. */
const REFUSES = new Set([401, 403, 404]);

/** The module of a route handler. */
export function routeHandlerFile(api: AnalysedApi): MovedApi {
  return new RouteHandlerFile(api).write();
}

class RouteHandlerFile {
  readonly #api: AnalysedApi;
  readonly #edits: Edit[] = [];
  readonly #names: GivenNames;
  readonly #needs = new Map<Handler, Set<Given>>();
  /** Names that are imported: module → names. */
  readonly #added = new Map<string, Set<string>>();
  readonly #dropped = new Set<string>();
  readonly #consumed = new Set<t.Node>();

  constructor(api: AnalysedApi) {
    this.#api = api;
    this.#names = {
      body: this.#free("body", "requestBody"),
      query: this.#free("query", "requestQuery"),
      headers: this.#free("headers", "responseHeaders"),
    };
    for (const handler of api.handlers) this.#needs.set(handler, new Set());
  }

  write(): MovedApi {
    const { module, facts } = this.#api;
    this.#edits.push(...repoint(module, folderOf(facts.routeFile)));
    this.#rewriteReads();
    this.#consumeResponses();
    this.#rewriteRequests();
    this.#spreadNeeds();
    this.#rewriteCalls();
    this.#rewriteEndings();
    this.#rewriteSignatures();
    const alone = this.#api.exports.length === 0;
    if (alone) this.#rewriteExport();
    this.#rewriteImports(alone);
    const text = applyEdits(module.text, this.#edits).trimEnd();
    const lines = (source: string): string => source.replace(/\r?\n/g, lineBreakOf(module.text));
    const needsCompat = this.#needsOfMain().some((need) => need !== "headers");
    const parts = { needsCompat, guards: this.#guards(), exports: this.#api.exports };
    if (alone) return { ...parts, routeHandler: lines(`${text}\n\n${this.#exports()}\n`) };
    const sections = [...this.#dynamic(), this.#exports("default", "./handler")];
    return {
      ...parts,
      handler: lines(`${text}\n`),
      routeHandler: lines(`${sections.join("\n\n")}\n`),
    };
  }

  /** Before Next 15 a GET is answered while the project is built, unless it says this. */
  #dynamic(): string[] {
    const line = 'export const dynamic = "force-dynamic";';
    return this.#api.facts.nextMajor < 15 ? [inStyle(line, importStyle(this.#api.module))] : [];
  }

  /** The session is read without a request, as in a server component. */
  #rewriteReads(): void {
    const { module, facts, reads } = this.#api;
    for (const read of reads) {
      const { equivalent } = read.reader;
      const local = equivalentLocal(read);
      if (local !== read.local) {
        this.#dropped.add(read.local);
        this.#add(equivalent.from, equivalent.name);
      }
      if (equivalent.options === "of-project") {
        if (!facts.authOptions) {
          throw new NotUnderstood(
            "auth-options",
            "The options of next-auth are not exported from a module, so the session cannot be read with them.",
            lineOf(read.call),
          );
        }
        const from = specifierTo(folderOf(facts.routeFile), facts.authOptions.module);
        this.#add(from, facts.authOptions.name);
      }
      this.#edits.push(...readEdits(module, read, facts.authOptions?.name));
      for (const argument of read.call.arguments) walk(argument, (node) => this.#consume(node));
    }
  }

  #consume(node: t.Node): boolean {
    this.#consumed.add(node);
    return true;
  }

  #consumeResponses(): void {
    for (const { endings, headers } of this.#api.endings.values()) {
      for (const ending of endings) {
        if ("answer" in ending) this.#consume(ending.answer.response);
      }
      for (const { response } of headers) this.#consume(response);
    }
    for (const { call, callee } of this.#calls()) {
      for (const index of callee.roles.keys()) {
        const argument = call.arguments[index];
        if (argument) this.#consume(argument);
      }
    }
  }

  #rewriteRequests(): void {
    const { module, roles } = this.#api;
    for (const [binding, role] of roles) {
      for (const reference of binding.references) {
        if (this.#consumed.has(reference.node) || reference.isType) continue;
        if (role === "response") {
          throw new NotUnderstood(
            "response-use",
            "The response is used where the handler does not answer with it.",
            lineOf(reference.node),
          );
        }
        const use = requestUse(module, reference, this.#names);
        this.#edits.push(...use.edits);
        for (const need of use.needs) this.#needsAt(reference.node).add(need);
      }
    }
    for (const [handler, { headers }] of this.#api.endings) {
      if (headers.length > 0) this.#needs.get(handler)?.add("headers");
    }
  }

  /** The handler that a node stands in. */
  #needsAt(node: t.Node): Set<Given> {
    const [at] = rangeOf(node);
    const handler = this.#api.handlers.find(({ fn }) => {
      const [start, end] = rangeOf(fn);
      return at >= start && at < end;
    });
    return (handler && this.#needs.get(handler)) ?? new Set();
  }

  /** Who calls a handler has to have what that one needs; headers that are set go to all. */
  #spreadNeeds(): void {
    const anyHeaders = [...this.#needs.values()].some((needs) => needs.has("headers"));
    if (anyHeaders) {
      for (const handler of this.#api.endings.keys()) this.#needs.get(handler)?.add("headers");
    }
    for (let grew = true; grew; ) {
      grew = false;
      for (const { call, callee } of this.#calls()) {
        const own = this.#needsAt(call);
        for (const need of this.#needs.get(callee) ?? []) {
          if (!own.has(need)) grew = true;
          own.add(need);
        }
      }
    }
  }

  /** Calls of handlers by handlers. */
  #calls(): { call: t.CallExpression; callee: Handler }[] {
    const { handlers } = this.#api;
    return handlers.flatMap((callee) => {
      const references = callee.binding?.references ?? [];
      return references.flatMap(({ node, ancestors, isType }) => {
        const call = ancestors.at(-1);
        if (isType || call === callee.exportedBy) return [];
        const inHandler = handlers.some(({ fn }) => ancestors.includes(fn));
        if (call?.type !== "CallExpression" || call.callee !== node || !inHandler) {
          throw new NotUnderstood(
            "handler-called",
            "A function that answers requests is used in another way as well.",
            lineOf(node),
          );
        }
        return [{ call, callee }];
      });
    });
  }

  #rewriteCalls(): void {
    for (const { call, callee } of this.#calls()) {
      const given = [...(this.#needs.get(callee) ?? [])].sort();
      this.#edits.push(
        argumentEdit(this.#api.module, call, callee, given, this.#names, this.#edits),
      );
    }
  }

  #rewriteEndings(): void {
    const { module } = this.#api;
    for (const [handler, { endings, headers }] of this.#api.endings) {
      const name = this.#needs.get(handler)?.has("headers") ? this.#names.headers : undefined;
      // before Next 14 `NextResponse.json()` takes no type
      const isTyped = this.#api.facts.nextMajor >= 14;
      const type = isTyped ? answerType(module, handler) : undefined;
      for (const set of headers) {
        const text = headerText(module, set, this.#edits, name ?? "headers");
        this.#replace(set.node, text);
      }
      for (const ending of endings) {
        const isAnswer = "answer" in ending;
        const value = isAnswer
          ? answerText(module, ending.answer, this.#edits, name, type)
          : this.#callText(ending.call);
        if (!ending.isStatement) {
          if (isAnswer) this.#replace(ending.node, value);
          continue;
        }
        // a rejection has to reach the catch around it, as it did
        const awaits = !isAnswer && ending.isInsideTry ? "await " : "";
        const { semicolon } = importStyle(module);
        const text = isAnswer ? this.#withComments(ending.answer, value) : value;
        this.#replace(ending.node, `return ${awaits}${text}${semicolon}`);
        if (ending.leftover) this.#remove(ending.leftover);
      }
    }
  }

  #callText(call: t.CallExpression): string {
    return editedSlice(this.#api.module.text, this.#edits, rangeOf(call));
  }

  /** Comments between the calls of a chain have no place in the answer. */
  #withComments({ node }: Answer, text: string): string {
    const [start, end] = rangeOf(node);
    const lost = this.#api.module.comments.find((comment) => {
      const [from, to] = rangeOf(comment);
      const source = this.#api.module.text.slice(from, to);
      return from >= start && to <= end && !text.includes(source);
    });
    if (!lost) return text;
    throw new NotUnderstood("comment", "A comment stands inside an answer.", lineOf(node));
  }

  #rewriteSignatures(): void {
    const { module, handlers, facts } = this.#api;
    for (const handler of handlers) {
      const given = [...(this.#needs.get(handler) ?? [])].sort();
      const context =
        given.includes("query") && facts.params.length > 0 ? this.#context() : undefined;
      this.#edits.push(...parameterEdits(module, handler, given, this.#names, context));
      const mustAwait =
        handler.exportedBy && this.#prologue(handler).some((line) => /await/.test(line));
      const triesCall = (this.#api.endings.get(handler)?.endings ?? []).some(
        (ending) => "call" in ending && ending.isStatement && ending.isInsideTry,
      );
      if (!handler.fn.async && (mustAwait || triesCall)) {
        const [start] = rangeOf(handler.fn);
        this.#edits.push({ start, end: start, text: "async " });
      }
      if (handler.exportedBy) this.#addPrologue(handler);
    }
  }

  #context(): string {
    const { module, facts } = this.#api;
    if (!module.isTypeScript) return "{ params }";
    const fields = facts.params.map(({ name, kind }) => {
      const key = /^[\w$]+$/.test(name) ? name : JSON.stringify(name);
      if (kind === "one") return `${key}: string`;
      return `${key}${kind === "rest" ? "" : "?"}: string[]`;
    });
    const type = `{ ${fields.join("; ")} }`;
    return `{ params }: { params: ${facts.nextMajor < 15 ? type : `Promise<${type}>`} }`;
  }

  /** What the handler does first: what the Pages Router had done before it was called. */
  #prologue(handler: Handler): string[] {
    const { facts, handlers } = this.#api;
    const needs = this.#needs.get(handler) ?? new Set();
    const request = this.#requestName(handlers[0] ?? handler);
    const { body, query, headers } = this.#names;
    const params = facts.nextMajor < 15 ? "params" : "await params";
    return [
      ...(facts.cacheComponents ? ["await connection();"] : []),
      ...(needs.has("body")
        ? [
            `const ${body} = await readBody(${request});`,
            `if (${body} instanceof Response) return ${body};`,
          ]
        : []),
      ...(needs.has("query")
        ? [`const ${query} = readQuery(${request}${facts.params.length > 0 ? `, ${params}` : ""});`]
        : []),
      ...(needs.has("headers") ? [`const ${headers} = new Headers();`] : []),
    ];
  }

  #requestName({ fn, roles }: Handler): string {
    const index = [...roles].find(([, role]) => role === "request")?.[0];
    const parameter = index === undefined ? undefined : fn.params[index];
    return parameter?.type === "Identifier" ? parameter.name : "request";
  }

  #addPrologue(handler: Handler): void {
    const { module } = this.#api;
    const style = importStyle(module);
    const lines = this.#prologue(handler).map((line) => inStyle(line, style));
    if (lines.length === 0) return;
    const { body } = handler.fn;
    const [start, end] = rangeOf(body);
    if (body.type === "BlockStatement") {
      const indent = /\n([ \t]+)\S/.exec(module.text.slice(start, end))?.[1] ?? "  ";
      const text = lines.map((line) => `\n${indent}${line}`).join("");
      this.#edits.push({ start: start + 1, end: start + 1, text });
      return;
    }
    const [opens, closes] = [`{\n  ${lines.join("\n  ")}\n  return `, `${style.semicolon}\n}`];
    this.#edits.push({ start, end: start, text: opens }, { start: end, end, text: closes });
  }

  #rewriteExport(): void {
    const { module, handlers } = this.#api;
    const [main] = handlers;
    const statement = main?.exportedBy;
    if (!main || !statement) return;
    const [start] = rangeOf(statement);
    const [value] = rangeOf(statement.declaration);
    if (statement.declaration.type === "Identifier") {
      this.#remove(statement);
    } else if (statement.declaration.type === "FunctionDeclaration") {
      this.#edits.push({ start, end: value, text: "" });
      if (main.binding) return;
      const open = module.text.indexOf("(", value);
      const name = this.#mainName();
      const keyword = module.text.slice(value, open).trimEnd();
      this.#edits.push({ start: value + keyword.length, end: open, text: ` ${name}` });
    } else {
      this.#edits.push({ start, end: value, text: `const ${this.#mainName()} = ` });
    }
  }

  #mainName(): string {
    const [main] = this.#api.handlers;
    return main?.binding?.name ?? this.#free("handler", "routeHandler");
  }

  #exports(name = this.#mainName(), from?: string): string {
    const style = importStyle(this.#api.module);
    const names = METHODS.map((method) => `  ${name} as ${method},`).join("\n");
    const comment = "// An API route answers every method; take away those that it only refuses.";
    const source = from === undefined ? "" : ` from "${from}"`;
    return `${comment}\n${inStyle(`export {\n${names}\n}${source};`, style)}`;
  }

  #rewriteImports(alone: boolean): void {
    const { module, scopes, facts } = this.#api;
    const needs = this.#needsOfMain();
    const compat = specifierTo(folderOf(facts.routeFile), facts.compatFile);
    const typed = module.isTypeScript;
    this.#add("next/server", "NextResponse");
    if (typed && this.#usesRequest()) this.#add("next/server", "type NextRequest");
    if (facts.cacheComponents) this.#add("next/server", "connection");
    const isGiven = (need: Given): boolean =>
      this.#api.handlers.some(
        (handler) => !handler.exportedBy && this.#needs.get(handler)?.has(need),
      );
    if (needs.includes("body")) this.#add(compat, "readBody");
    if (needs.includes("query")) this.#add(compat, "readQuery");
    if (typed && isGiven("body")) this.#add(compat, "type ApiBody");
    if (typed && isGiven("query")) this.#add(compat, "type ApiQuery");
    this.#dropUnused();
    const style = importStyle(module);
    const lines: string[] = [];
    for (const [from, names] of this.#added) {
      const missing = [...names].filter((name) => !this.#isImported(from, name));
      for (const name of missing.map((text) => text.replace("type ", ""))) {
        if (scopes.all.some((binding) => binding.name === name && !this.#dropped.has(name))) {
          throw new NotUnderstood("name-taken", `The name \`${name}\` is taken.`, 1);
        }
      }
      const sorted = missing.sort((a, b) => sortKey(a).localeCompare(sortKey(b)));
      if (sorted.length > 0)
        lines.push(inStyle(`import { ${sorted.join(", ")} } from "${from}";`, style));
    }
    const imports = module.program.body.filter(({ type }) => type === "ImportDeclaration");
    const [first] = imports;
    const at = first ? rangeOf(first)[0] : 0;
    const packages = lines.filter((line) => !/from ["']\./.test(line));
    const local = lines.filter((line) => /from ["']\./.test(line));
    const end = imports.at(-1) ? rangeOf(imports.at(-1) as t.Node)[1] : 0;
    const below = [...local, ...(alone ? this.#dynamic().flatMap((line) => ["", line]) : [])];
    if (first) {
      this.#insert(at, `${packages.join("\n")}\n`);
      if (below.length > 0) this.#insert(end, `\n${below.join("\n")}`);
    } else {
      const [statement] = module.program.body;
      const top = statement ? rangeOf(statement)[0] : 0;
      this.#insert(top, `${[...packages, ...below].join("\n")}\n\n`);
    }
  }

  /** Inserts beside an import, which may itself be narrowed or go: then it is part of that edit. */
  #insert(at: number, text: string): void {
    const index = this.#edits.findIndex(({ start, end }) => start <= at && at < end);
    const around = this.#edits[index];
    if (!around) this.#edits.push({ start: at, end: at, text });
    else if (around.text === "" && at > around.start) {
      this.#edits[index] = { ...around, text: `${text.replace(/^\n/, "")}\n` };
    } else this.#edits[index] = { ...around, text: text + around.text };
  }

  /** Types of next that only the parameters had, and readers that are called by another name. */
  #dropUnused(): void {
    const { module, scopes } = this.#api;
    const isGone = (node: t.Node): boolean => {
      const [start, end] = rangeOf(node);
      return this.#edits.some(
        (edit) => edit.end > edit.start && edit.start <= start && end <= edit.end,
      );
    };
    for (const [name, { module: from, imported }] of scopes.imports) {
      const binding = scopes.module.get(name);
      const isType = from === "next" && /^NextApi(?:Request|Response|Handler)$/.test(imported);
      if (!isType && !this.#dropped.has(name)) continue;
      if (binding?.references.every(({ node }) => isGone(node))) this.#dropped.add(name);
      else this.#dropped.delete(name);
    }
    for (const statement of module.program.body) {
      if (statement.type !== "ImportDeclaration") continue;
      this.#edits.push(...narrowImport(module, statement, (name) => !this.#dropped.has(name)));
    }
  }

  #isImported(from: string, name: string): boolean {
    const known = this.#api.scopes.imports.get(name.replace("type ", ""));
    return known?.module === from && known.imported === name.replace("type ", "");
  }

  #usesRequest(): boolean {
    return [...this.#api.roles.values()].includes("request");
  }

  #needsOfMain(): Given[] {
    const [main] = this.#api.handlers;
    return main ? [...(this.#needs.get(main) ?? [])] : [];
  }

  #guards(): ApiGuard[] {
    const { module, endings } = this.#api;
    const refusals = new Map<t.Node, number>();
    for (const { endings: list } of endings.values()) {
      for (const ending of list) {
        const status = "answer" in ending ? ending.answer.status : undefined;
        if (status?.type !== "NumericLiteral" || !REFUSES.has(status.value)) continue;
        if ("answer" in ending) refusals.set(ending.answer.node, status.value);
      }
    }
    const guards: ApiGuard[] = [];
    walk(module.program, (node, ancestors) => {
      const status = refusals.get(node);
      if (status !== undefined) {
        const conditions = conditionsOf(module, { ancestors, node: node as t.ReturnStatement });
        guards.push({ status, conditions, line: lineOf(node) });
      }
      return true;
    });
    return guards;
  }

  /** A name that nothing in the module has, not even inside of a function. */
  #free(...candidates: readonly string[]): string {
    const taken = (name: string): boolean =>
      this.#api.scopes.all.some((binding: Binding) => binding.name === name) ||
      this.#api.scopes.globals.has(name);
    const [first = "value"] = candidates;
    let found = candidates.find((name) => !taken(name)) ?? first;
    for (let count = 2; taken(found); count += 1) found = `${first}${count}`;
    return found;
  }

  #add(from: string, name: string): void {
    this.#added.set(from, (this.#added.get(from) ?? new Set()).add(name));
  }

  #replace(node: t.Node, text: string): void {
    const [start, end] = rangeOf(node);
    this.#edits.push({ start, end, text });
  }

  #remove(statement: t.Statement): void {
    const [start, end] = wholeLines(this.#api.module.text, rangeOf(statement));
    this.#edits.push({ start, end, text: "" });
  }
}

function sortKey(name: string): string {
  return name.replace("type ", "").toLowerCase();
}

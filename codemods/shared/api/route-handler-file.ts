import type * as t from "@babel/types";
import { applyEdits, type Edit, editedSlice } from "../editing/edits.ts";
import { folderOf, repoint, specifierTo } from "../editing/specifiers.ts";
import { lineBreakOf, wholeLines } from "../editing/statements.ts";
import { NotUnderstood } from "../finding.ts";
import { equivalentLocal, readEdits } from "../gssp/rewrite.ts";
import { importStyle } from "../page/imports.ts";
import { inStyle } from "../page/route-exports.ts";
import { lineOf, rangeOf } from "../syntax/parse.ts";
import type { Binding } from "../syntax/scopes.ts";
import { walk } from "../syntax/walk.ts";
import type { AnalysedApi, MovedApi } from "./analyse.ts";
import { answerText, headerText } from "./answer-text.ts";
import type { Answer } from "./answers.ts";
import type { Handler } from "./handlers.ts";
import { type HandlerCall, HandlerNeeds, handlerCalls } from "./needs.ts";
import { refusalsOf } from "./refusals.ts";
import { requestUse } from "./request-uses.ts";
import { RouteImports } from "./route-imports.ts";
import {
  answerType,
  argumentEdit,
  type Given,
  type GivenNames,
  parameterEdits,
} from "./signatures.ts";

/** An API route answered every method. */
const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** The module of a route handler. */
export function routeHandlerFile(api: AnalysedApi): MovedApi {
  return new RouteHandlerFile(api).write();
}

class RouteHandlerFile {
  readonly #api: AnalysedApi;
  readonly #edits: Edit[] = [];
  readonly #names: GivenNames;
  readonly #needs: HandlerNeeds;
  readonly #calls: readonly HandlerCall[];
  readonly #imports: RouteImports;
  readonly #consumed = new Set<t.Node>();

  constructor(api: AnalysedApi) {
    this.#api = api;
    this.#imports = new RouteImports(api);
    this.#names = {
      body: this.#free("body", "requestBody"),
      query: this.#free("query", "requestQuery"),
      headers: this.#free("headers", "responseHeaders"),
    };
    this.#needs = new HandlerNeeds(api.handlers);
    this.#calls = handlerCalls(api);
  }

  write(): MovedApi {
    const { module, facts } = this.#api;
    this.#edits.push(...repoint(module, folderOf(facts.routeFile)));
    this.#rewriteReads();
    this.#consumeResponses();
    this.#rewriteRequests();
    this.#needs.spread(this.#calls, this.#api.endings.keys());
    this.#rewriteCalls();
    this.#rewriteEndings();
    this.#rewriteSignatures();
    const alone = this.#api.exports.length === 0;
    if (alone) this.#rewriteExport();
    this.#addImports();
    this.#imports.write(this.#edits, alone ? this.#dynamic() : []);
    const text = applyEdits(module.text, this.#edits).trimEnd();
    const lines = (source: string): string => source.replace(/\r?\n/g, lineBreakOf(module.text));
    const needsCompat = this.#needsOfMain().some((need) => need !== "headers");
    const parts = { needsCompat, guards: refusalsOf(this.#api), exports: this.#api.exports };
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
        this.#imports.drop(read.local);
        this.#imports.add(equivalent.from, equivalent.name);
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
        this.#imports.add(from, facts.authOptions.name);
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
    for (const { call, callee } of this.#calls) {
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
        for (const need of use.needs) this.#needs.addAt(reference.node, need);
      }
    }
    for (const [handler, { headers }] of this.#api.endings) {
      if (headers.length > 0) this.#needs.add(handler, "headers");
    }
  }

  #rewriteCalls(): void {
    for (const { call, callee } of this.#calls) {
      const given = this.#needs.of(callee);
      this.#edits.push(
        argumentEdit(this.#api.module, call, callee, given, this.#names, this.#edits),
      );
    }
  }

  #rewriteEndings(): void {
    const { module } = this.#api;
    for (const [handler, { endings, headers }] of this.#api.endings) {
      const name = this.#needs.of(handler).includes("headers") ? this.#names.headers : undefined;
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
          if (isAnswer) this.#replace(ending.node, this.#withComments(ending.answer, value));
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
      const given = this.#needs.of(handler);
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
    const needs = this.#needs.of(handler);
    const request = this.#requestName(handlers[0] ?? handler);
    const { body, query, headers } = this.#names;
    const params = facts.nextMajor < 15 ? "params" : "await params";
    return [
      ...(facts.cacheComponents ? ["await connection();"] : []),
      ...(needs.includes("body")
        ? [
            `const ${body} = await readBody(${request});`,
            `if (${body} instanceof Response) return ${body};`,
          ]
        : []),
      ...(needs.includes("query")
        ? [`const ${query} = readQuery(${request}${facts.params.length > 0 ? `, ${params}` : ""});`]
        : []),
      ...(needs.includes("headers") ? [`const ${headers} = new Headers();`] : []),
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

  #addImports(): void {
    const { module, facts, handlers, roles } = this.#api;
    const needs = this.#needsOfMain();
    const compat = specifierTo(folderOf(facts.routeFile), facts.compatFile);
    const add = (from: string, name: string, isUsed: boolean): void => {
      if (isUsed) this.#imports.add(from, name);
    };
    const others = handlers.filter(({ exportedBy }) => !exportedBy);
    const isGiven = (need: Given): boolean =>
      module.isTypeScript && others.some((handler) => this.#needs.of(handler).includes(need));
    const hasRequest = [...roles.values()].includes("request");
    add("next/server", "NextResponse", true);
    add("next/server", "type NextRequest", module.isTypeScript && hasRequest);
    add("next/server", "connection", facts.cacheComponents);
    add(compat, "readBody", needs.includes("body"));
    add(compat, "readQuery", needs.includes("query"));
    add(compat, "type ApiBody", isGiven("body"));
    add(compat, "type ApiQuery", isGiven("query"));
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

  #needsOfMain(): readonly Given[] {
    return this.#needs.of(this.#api.handlers[0]);
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

  #replace(node: t.Node, text: string): void {
    const [start, end] = rangeOf(node);
    this.#edits.push({ start, end, text });
  }

  #remove(statement: t.Statement): void {
    const [start, end] = wholeLines(this.#api.module.text, rangeOf(statement));
    this.#edits.push({ start, end, text: "" });
  }
}

import type * as t from "@babel/types";
import { dedented, indentAt } from "../editing/dedent.ts";
import { type Edit, editedSlice } from "../editing/edits.ts";
import { folderOf, specifierTo } from "../editing/specifiers.ts";
import { lineBreakOf, rangeWithComments } from "../editing/statements.ts";
import { NotUnderstood } from "../finding.ts";
import type { ContextUses } from "../gssp/context.ts";
import type { ServerSideProps } from "../gssp/find.ts";
import { flatOutcomes, type Outcome } from "../gssp/outcomes.ts";
import { RETHROW } from "../gssp/rethrow.ts";
import { equivalentLocal, navigationCall, outcomeText, readEdits } from "../gssp/rewrite.ts";
import type { ServerFunction } from "../gssp/server-functions.ts";
import { guardStatements } from "../gssp/wrapper-calls.ts";
import { lineOf, type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";
import type { PageComponent } from "./component.ts";
import { importStyle, importText } from "./imports.ts";
import { type Prologue, prologueOf, resolveUrlFunction } from "./prologue.ts";
import { elementFor, type PropsStyle } from "./props.ts";
import { mustBeForcedDynamic } from "./rendering.ts";
import { componentName, inStyle, metadataExport } from "./route-exports.ts";
import { sharedImports } from "./shared-file.ts";
import type { SplitPage } from "./split.ts";

/** Imports that only the browser needs. */
const STYLES = /\.(?:css|scss|sass|less|styl)$/;

/** Everything that the analysis of a page found out. */
export interface AnalysedPage extends SplitPage {
  readonly gssp: ServerSideProps;
  readonly uses: ContextUses;
  readonly outcomes: readonly Outcome[];
  /** Edits that let pass, in each catch, what Next.js throws. */
  readonly rethrows: readonly Edit[];
  readonly component: PageComponent;
  readonly metadata: ReadonlyMap<string, string>;
  /** Name of the type of the props, where the component has to infer it from the server file. */
  readonly propsFromServer?: string;
}

/** The wrappers and helpers that a page calls itself. */
export function calledBy({ gssp, uses }: Pick<AnalysedPage, "gssp" | "uses">): ServerFunction[] {
  return [...new Set([...gssp.wrappers, ...uses.helpers.values()].map(({ fn }) => fn))];
}

/** A server file, and the name of the function in it that the old body became. */
export interface ServerText {
  readonly text: string;
  readonly bodyFunction: string;
}

/** The server file: imports, what only the server needs, and the page function. */
export function serverFile(page: AnalysedPage): ServerText {
  return new ServerFile(page).write();
}

class ServerFile {
  readonly #page: AnalysedPage;
  readonly #names: { page: string; component: string };
  readonly #added = new Map<string, Set<string>>();
  readonly #addedTypes = new Map<string, Set<string>>();
  readonly #dropped = new Set<string>();
  readonly #loader: string;
  readonly #helpers: string[] = [];

  constructor(page: AnalysedPage) {
    this.#page = page;
    this.#names = this.#chooseNames();
    this.#loader = this.#free("loadProps");
  }

  write(): ServerText {
    const { module, sides } = this.#page;
    const edits = this.#readEdits();
    const fn = this.#pageFunction(edits);
    const declarations = sides.serverOnly.map(({ statement }) =>
      editedSlice(module.text, this.#page.specifiers, rangeWithComments(module, statement)),
    );
    const exports = this.#segmentExports();
    const imports = this.#imports();
    const sections = [imports, ...exports, ...declarations, ...this.#helpers, fn].filter(
      (section) => section !== "",
    );
    const text = `${sections.join("\n\n")}\n`;
    return {
      text: text.replace(/\r?\n/g, lineBreakOf(module.text)),
      bodyFunction: this.#page.propsFromServer === undefined ? this.#names.page : this.#loader,
    };
  }

  #readEdits(): Edit[] {
    const { module, uses, specifiers, facts, rethrows } = this.#page;
    const edits: Edit[] = [...specifiers, ...uses.edits, ...rethrows];
    for (const read of uses.reads) {
      const { equivalent } = read.reader;
      const local = equivalentLocal(read);
      this.#dropped.add(read.local);
      this.#add(
        this.#alreadyFrom(read.local, equivalent.name) ?? equivalent.from,
        local === equivalent.name ? local : `${equivalent.name} as ${local}`,
      );
      if (equivalent.options === "of-project") this.#addAuthOptions(lineOf(read.call));
      edits.push(...readEdits(module, read, facts.authOptions?.name));
    }
    for (const { callee } of [...uses.helpers.keys()] as t.CallExpression[]) {
      if (callee.type === "Identifier") this.#dropped.add(callee.name);
    }
    for (const { name, file } of calledBy(this.#page)) {
      this.#add(specifierTo(folderOf(facts.pageFile), file).replace(/\.\w+$/, ""), name);
    }
    return edits;
  }

  /** The module that the page imports the same reader from already, e.g. `next-auth`. */
  #alreadyFrom(local: string, name: string): string | undefined {
    const origin = this.#page.scopes.imports.get(local);
    return origin?.imported.endsWith(name) ? origin.module : undefined;
  }

  #addAuthOptions(line: number): void {
    const { authOptions, pageFile } = this.#page.facts;
    if (!authOptions) {
      throw new NotUnderstood(
        "auth-options",
        "The options of next-auth are not exported from a module, so a server component cannot read the session with them.",
        line,
      );
    }
    const known = this.#page.scopes.imports.get(authOptions.name);
    if (known && this.#page.sides.serverNames.has(authOptions.name)) return;
    this.#add(specifierTo(folderOf(pageFile), authOptions.module), authOptions.name);
  }

  #pageFunction(edits: readonly Edit[]): string {
    const { module, gssp, uses, facts, outcomes } = this.#page;
    const free = (name: string): string => this.#free(name);
    const paramsType = gssp.paramsType && textOf(module, gssp.paramsType);
    const prologue = prologueOf(uses, facts, module.isTypeScript, paramsType, free);
    if (prologue.needsResolveUrl) this.#addResolveUrl(gssp.fn);
    if (prologue.needsParsedUrlQuery) this.#addType("node:querystring", "ParsedUrlQuery");
    for (const outcome of flatOutcomes(outcomes)) {
      const call = navigationCall(outcome);
      if (!call) continue;
      this.#refuseTaken(call);
      this.#add("next/navigation", call);
    }
    if (this.#page.rethrows.length > 0) {
      this.#refuseTaken(RETHROW);
      this.#add("next/navigation", RETHROW);
    }
    for (const store of ["cookies", "headers"] as const) {
      if (uses.stores[store] === undefined) continue;
      this.#refuseTaken(store);
      this.#add("next/headers", store);
    }
    const statements = [
      ...this.#connection(),
      ...prologue.statements,
      ...guardStatements(module, gssp, uses),
    ].map((line) => inStyle(line, importStyle(module)));
    const body = this.#body(edits, statements);
    const { propsFromServer } = this.#page;
    if (propsFromServer === undefined) {
      return `export default async function ${this.#names.page}${prologue.parameters} ${body}`;
    }
    return this.#withLoader(prologue, body, propsFromServer);
  }

  /** A name of the page's own would be called in place of the one of next/navigation. */
  #refuseTaken(name: string): void {
    const { scopes, gssp, sides } = this.#page;
    const [start, end] = rangeOf(gssp.fn);
    for (const binding of scopes.all) {
      const [declaration] = binding.declarations;
      if (binding.name !== name || !declaration) continue;
      const [at] = rangeOf(declaration);
      const isModules = scopes.module.get(name) === binding && sides.serverNames.has(name);
      if (!isModules && !(at >= start && at < end)) continue;
      throw new NotUnderstood(
        "name-taken",
        `The page has a \`${name}\` of its own, which ${name}() of Next.js needs as its name.`,
        lineOf(declaration),
      );
    }
  }

  #addResolveUrl(at: t.Node): void {
    const { facts, module, scopes } = this.#page;
    if (facts.trailingSlash || scopes.all.some(({ name }) => name === "resolveUrl")) {
      throw new NotUnderstood(
        "context-use",
        "`resolvedUrl` cannot be put together: trailingSlash is set, or the name resolveUrl is taken.",
        lineOf(at),
      );
    }
    this.#helpers.push(resolveUrlFunction(module.isTypeScript));
  }

  /** The body apart, so that the type of the props can be taken from what it returns. */
  #withLoader(prologue: Prologue, body: string, typeName: string): string {
    const loader = this.#loader;
    const input = /^\((\w+)/.exec(prologue.parameters)?.[1] ?? "";
    return [
      `async function ${loader}${prologue.parameters} ${body}`,
      `export type ${typeName} = Awaited<ReturnType<typeof ${loader}>>;`,
      `export default async function ${this.#names.page}${prologue.parameters} {\n` +
        `  return <${this.#names.component} {...(await ${loader}(${input}))} />;\n}`,
    ].join("\n\n");
  }

  /** `connection()` where the page would otherwise begin to render while it is built. */
  #connection(): string[] {
    const { facts } = this.#page;
    if (!facts.cacheComponents || !mustBeForcedDynamic(this.#page)) return [];
    this.#add("next/server", "connection");
    return ["await connection();"];
  }

  #body(edits: readonly Edit[], statements: readonly string[]): string {
    const { module, gssp, outcomes } = this.#page;
    const { body } = gssp.fn;
    const all: Edit[] = [...edits];
    for (const outcome of outcomes) {
      const [start, end] = rangeOf(outcome.at.node);
      const indent = body.type === "BlockStatement" ? indentAt(module.text, start) : "  ";
      const elementOf = (part: Outcome, at: string): string => this.#element(part, edits, at);
      const text = outcomeText(module, outcome, edits, elementOf, indent);
      all.push({ start, end, text });
    }
    if (body.type !== "BlockStatement") {
      const [only] = all.slice(-1);
      const lines = [...statements, only?.text ?? ""];
      return `{\n${lines.map((line) => `  ${line}`).join("\n")}\n}`;
    }
    const [start, end] = rangeOf(body);
    const indent = firstIndent(module, body);
    const prologue = statements.map((line) => `\n${indent}${line}`).join("");
    all.push({ start: start + 1, end: start + 1, text: prologue });
    const text = editedSlice(module.text, all, [start, end]);
    return gssp.wrappers.length > 0 ? dedented(module, body, text) : text;
  }

  #element(outcome: Outcome, edits: readonly Edit[], indent: string): string {
    if (outcome.kind !== "props") return "";
    const { module, propsFromServer } = this.#page;
    if (propsFromServer !== undefined)
      return editedSlice(module.text, edits, rangeOf(outcome.props));
    const style: PropsStyle = {
      component: this.#names.component,
      typing: this.#typing(),
      withoutSession: this.#page.facts.shellKeepsSession,
    };
    const element = elementFor(module, outcome.props, edits, style, indent);
    if (element.includes("ComponentProps<")) this.#addType("react", "ComponentProps");
    return element;
  }

  #typing(): PropsStyle["typing"] {
    const { module, component, gssp, facts } = this.#page;
    if (!component.takesProps) return module.isTypeScript ? "untaken" : "checked";
    if (!module.isTypeScript) return "checked";
    // _app takes props of its own among them, which the component does not declare
    if (facts.bridgedShell) return "cast";
    const same = (text: string): string => text.replace(/[\s;,]+/g, "");
    const { propsType } = gssp;
    if (component.propsType === undefined || propsType === undefined) return "cast";
    // the component's props are inferred from an annotation that allows anything
    const inferred = `InferGetServerSidePropsType<typeof${gssp.name}>`;
    if (same(component.propsType) === inferred) return "checked";
    if (propsType === "any") return "cast";
    return same(component.propsType) === same(propsType.text) ? "checked" : "cast";
  }

  /** Exports that tell Next to render the page at every request, as it did before. */
  #segmentExports(): string[] {
    const { facts, metadata, module } = this.#page;
    const lines: string[] = [];
    if (facts.cacheComponents) lines.push("export const instant = false;");
    else if (facts.nextMajor < 15 || mustBeForcedDynamic(this.#page)) {
      lines.push('export const dynamic = "force-dynamic";');
    }
    if (metadata.size > 0) {
      if (module.isTypeScript) this.#addType("next", "Metadata");
      lines.push(metadataExport(metadata, module.isTypeScript));
    }
    return lines.map((line) => inStyle(line, importStyle(module)));
  }

  #imports(): string {
    const { module, sides, specifiers, facts } = this.#page;
    const style = importStyle(module);
    const keeps = (local: string): boolean =>
      sides.serverNames.has(local) && !this.#dropped.has(local);
    const kept: string[] = [];
    for (const statement of module.program.body) {
      if (statement.type !== "ImportDeclaration") continue;
      // what an import does when it is loaded was done for both sides
      if (statement.specifiers.length === 0 && !STYLES.test(statement.source.value)) {
        kept.push(editedSlice(module.text, specifiers, rangeOf(statement)));
        continue;
      }
      const text = importText(module, statement, specifiers, keeps);
      if (text !== undefined) kept.push(text);
    }
    const write = (names: string, from: string, type = ""): string =>
      `import ${type}${names} from ${style.quote}${from}${style.quote}${style.semicolon}`;
    const named = (names: Set<string>): string => `{ ${[...names].sort().join(", ")} }`;
    const client = specifierTo(folderOf(facts.pageFile), facts.clientFile).replace(/\.\w+$/, "");
    const types = sides.sharedTypes.flatMap(({ declares }) => declares);
    const added = [
      ...[...this.#addedTypes].map(([from, names]) => write(named(names), from, "type ")),
      ...[...this.#added].map(([from, names]) => write(named(names), from)),
    ];
    const isLocal = (line: string): boolean => /from ["']\./.test(line);
    return [
      ...added.filter((line) => !isLocal(line)),
      ...kept,
      ...added.filter(isLocal),
      write(this.#names.component, client),
      ...sharedImports(this.#page, facts.pageFile, (name) => sides.serverNames.has(name), write),
      ...(types.length > 0 ? [write(named(new Set(types)), client, "type ")] : []),
    ].join("\n");
  }

  #chooseNames(): { page: string; component: string } {
    const { component, pattern } = {
      component: this.#page.component.name,
      pattern: this.#page.facts.pattern,
    };
    const taken = this.#page.sides.serverNames;
    const own = component && /^[A-Z]/.test(component) ? component : componentName(pattern);
    const candidates = [own, `${own}Client`, `${own}View`].filter((name) => name !== "Page");
    const name = candidates.find((candidate) => !taken.has(candidate)) ?? "ClientPage";
    const pages = ["Page", "ServerPage", "RoutePage"];
    const page = pages.find((candidate) => candidate !== name && !taken.has(candidate)) ?? "Route";
    return { page, component: name };
  }

  #free(name: string): string {
    const { scopes, gssp } = this.#page;
    const [start, end] = rangeOf(gssp.fn);
    const taken = (candidate: string): boolean =>
      scopes.module.has(candidate) ||
      scopes.all.some(({ name: other, declarations: [declaration] }) => {
        const at = declaration?.start ?? 0;
        return other === candidate && at >= start && at < end;
      });
    let candidate = name;
    for (let count = 2; taken(candidate); count += 1) candidate = `${name}${count}`;
    return candidate;
  }

  #add(from: string, name: string): void {
    const names = this.#added.get(from) ?? new Set();
    this.#added.set(from, names.add(name));
  }

  #addType(from: string, name: string): void {
    if (this.#page.sides.serverNames.has(name) && this.#page.scopes.imports.has(name)) return;
    const names = this.#addedTypes.get(from) ?? new Set();
    this.#addedTypes.set(from, names.add(name));
  }
}

function firstIndent({ text }: ParsedModule, body: t.BlockStatement): string {
  const [first] = body.body;
  if (!first) return "  ";
  const start = rangeOf(first)[0];
  const indent = indentAt(text, start);
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, start) === indent ? indent : "  ";
}

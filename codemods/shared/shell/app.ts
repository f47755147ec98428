import type * as t from "@babel/types";
import { applyEdits, type Edit } from "../editing/edits.ts";
import { folderOf, moved, repoint } from "../editing/specifiers.ts";
import { lineBreakOf, rangeWithComments, wholeLines } from "../editing/statements.ts";
import { NotUnderstood } from "../finding.ts";
import { importStyle, narrowImport } from "../page/imports.ts";
import { type Part, partsOf } from "../page/parts.ts";
import { convertRouter } from "../router/convert.ts";
import { lineOf, type ParsedModule, parseModule, rangeOf, textOf } from "../syntax/parse.ts";
import { type Reference, resolveScopes, type Scopes } from "../syntax/scopes.ts";
import { isFunction, keyName, memberName } from "../syntax/walk.ts";
import { type AppHead, headOfApp } from "./app-head.ts";
import { checkAlwaysRendered, type ReadModule, returnsIn } from "./renders-children.ts";

/** What `_app` does around every page, in terms of the App Router. */
export interface AppShell extends AppHead {
  /** Specifiers of style sheets, as they are written in `_app`, in their order. */
  readonly styles: readonly string[];
  /** Whether it does anything around the page; where not, there is no providers file. */
  readonly wraps: boolean;
  /** What it does before it renders, as source text: hooks, effects, guards in the browser. */
  readonly statements: readonly string[];
  /** Whether it hands `pageProps.session` to a SessionProvider. */
  readonly takesSession: boolean;
  /** Whether pages do not get the session, because it is taken out of their props. */
  readonly keepsSession: boolean;
  /** Properties of a page component that it reads, such as `getLayout`. */
  readonly statics: ReadonlySet<string>;
  /**
   * The providers file for a folder: a client component with what `_app` did around the page.
   * @param withSession whether the layout gives it the session
   */
  providers(file: string, withSession: boolean): string;
}

/**
 * Reads `_app`.
 * @param read gives the files of the project that it imports
 * @throws NotUnderstood at the first thing that would be lost or changed
 */
export function readApp(path: string, text: string, read: ReadModule): AppShell {
  return new AppReader(parseModule(path, text), read).shell();
}

class AppReader {
  readonly #module: ParsedModule;
  readonly #scopes: Scopes;
  readonly #read: ReadModule;
  readonly #edits: Edit[] = [];
  /** Ranges whose names are no longer used. */
  readonly #gone: (readonly [number, number])[] = [];
  readonly #statics = new Set<string>();
  readonly #layouts = new Set<string>();
  #session: t.JSXAttribute | undefined;
  #sessionValue: t.Node | undefined;
  #keepsSession = false;

  constructor(module: ParsedModule, read: ReadModule) {
    this.#module = module;
    this.#scopes = resolveScopes(module.program);
    this.#read = read;
  }

  shell(): AppShell {
    const module = this.#module;
    this.#refuseExports();
    const fn = this.#component();
    const parameter = this.#parameter(fn);
    const props = this.#bindings(parameter);
    this.#pageProps(props.pageProps);
    const element = this.#page(props.component);
    const head = headOfApp(module, this.#scopes);
    for (const range of head.removed) this.#remove(range);
    const router = convertRouter(module, this.#scopes);
    const styles = this.#styles();
    // what is written is read once here, so that no broken file is ever proposed
    for (const withSession of [true, false]) {
      const file = module.isTypeScript ? "app/providers.tsx" : "app/providers.js";
      parseModule(file, this.#providers(file, withSession, fn, parameter, router));
    }
    const wraps = head.removed.length > 0 || !isBare(fn, element);
    return {
      styles: styles.map(({ source }) => source.value),
      wraps: wraps && !isBareApart(fn, element, head.removed),
      statements: this.#statements(fn),
      takesSession: this.#session !== undefined,
      keepsSession: this.#keepsSession,
      statics: this.#statics,
      title: head.title,
      fields: head.fields,
      tags: head.tags,
      viewport: head.viewport,
      removed: head.removed,
      providers: (file, withSession) => this.#providers(file, withSession, fn, parameter, router),
    };
  }

  #component(): t.FunctionDeclaration | t.FunctionExpression | t.ArrowFunctionExpression {
    for (const statement of this.#module.program.body) {
      if (statement.type !== "ExportDefaultDeclaration") continue;
      const value = statement.declaration;
      const found = value.type === "Identifier" ? this.#declared(value.name) : value;
      if (
        found &&
        isFunction(found) &&
        (found.type === "FunctionDeclaration" ||
          found.type === "FunctionExpression" ||
          found.type === "ArrowFunctionExpression")
      ) {
        if (returnsIn(found) !== 1 || found.async) {
          throw new NotUnderstood("app-returns", "_app has more than one return.", lineOf(found));
        }
        return found;
      }
      const what =
        value.type === "CallExpression" ? textOf(this.#module, value.callee) : "something";
      throw new NotUnderstood(
        "app-form",
        `_app is not a plain function component (it is made by ${what.slice(0, 40)}).`,
        lineOf(statement),
      );
    }
    throw new NotUnderstood("app-form", "_app has no default export.", 1);
  }

  #declared(name: string): t.Node | undefined {
    for (const statement of this.#module.program.body) {
      if (statement.type === "FunctionDeclaration" && statement.id?.name === name) return statement;
      if (statement.type === "ExpressionStatement" && assigns(statement, name)) {
        throw new NotUnderstood(
          "app-static",
          `_app sets a property of ${name}.`,
          lineOf(statement),
        );
      }
    }
    for (const statement of this.#module.program.body) {
      if (statement.type !== "VariableDeclaration") continue;
      for (const { id, init } of statement.declarations) {
        if (id.type !== "Identifier" || id.name !== name || !init) continue;
        if (id.typeAnnotation) this.#remove(rangeOf(id.typeAnnotation));
        return init;
      }
    }
    return undefined;
  }

  #refuseExports(): void {
    for (const statement of this.#module.program.body) {
      if (
        statement.type === "ExpressionStatement" &&
        assigns(statement, undefined, "getInitialProps")
      ) {
        throw new NotUnderstood(
          "app-initial-props",
          "_app has getInitialProps.",
          lineOf(statement),
        );
      }
      if (statement.type !== "ExportNamedDeclaration" || statement.exportKind === "type") continue;
      const { declaration } = statement;
      const isType =
        declaration?.type === "TSTypeAliasDeclaration" ||
        declaration?.type === "TSInterfaceDeclaration";
      if (isType) continue;
      throw new NotUnderstood(
        "app-export",
        "_app exports more than its component.",
        lineOf(statement),
      );
    }
  }

  #parameter(fn: t.Function): t.Node {
    const [parameter] = fn.params;
    if (parameter?.type === "ObjectPattern") return parameter;
    throw new NotUnderstood("app-props", "_app does not destructure its props.", lineOf(fn));
  }

  #bindings(parameter: t.Node): { component: t.Identifier; pageProps: t.Node | undefined } {
    let component: t.Identifier | undefined;
    let pageProps: t.Node | undefined;
    const properties = parameter.type === "ObjectPattern" ? parameter.properties : [];
    for (const property of properties) {
      const name = property.type === "ObjectProperty" ? keyName(property) : undefined;
      const value = property.type === "ObjectProperty" ? property.value : undefined;
      if (name === "Component" && value?.type === "Identifier") component = value;
      else if (name === "pageProps" && value) pageProps = value;
      else {
        throw new NotUnderstood(
          "app-props",
          `_app uses \`${name ?? "the rest"}\` of its props.`,
          lineOf(property),
        );
      }
    }
    if (component) return { component, pageProps };
    throw new NotUnderstood("app-props", "_app renders no Component.", lineOf(parameter));
  }

  /** `pageProps`, or `{ session, ...pageProps }`; only the session may be used apart. */
  #pageProps(pattern: t.Node | undefined): void {
    const names = this.#pagePropsNames(pattern);
    for (const { name, role } of names) {
      for (const reference of this.#scopes.bindingOf(name)?.references ?? []) {
        if (!reference.isType) this.#pagePropsUse(reference, role);
      }
    }
  }

  #pagePropsNames(pattern: t.Node | undefined): { name: t.Identifier; role: "all" | "session" }[] {
    if (!pattern) return [];
    if (pattern.type === "Identifier") return [{ name: pattern, role: "all" }];
    const names: { name: t.Identifier; role: "all" | "session" }[] = [];
    const properties = pattern.type === "ObjectPattern" ? pattern.properties : [];
    for (const property of properties) {
      if (property.type === "RestElement" && property.argument.type === "Identifier") {
        names.push({ name: property.argument, role: "all" });
      } else if (
        property.type === "ObjectProperty" &&
        keyName(property) === "session" &&
        property.value.type === "Identifier"
      ) {
        names.push({ name: property.value, role: "session" });
        this.#keepsSession = true;
      } else {
        throw new NotUnderstood(
          "app-props",
          "_app takes a page prop for itself.",
          lineOf(property),
        );
      }
    }
    return names;
  }

  #pagePropsUse({ node, ancestors }: Reference, role: "all" | "session"): void {
    const parent = ancestors.at(-1);
    if (role === "all" && parent?.type === "JSXSpreadAttribute") return;
    let value: t.Node = node;
    let above = ancestors;
    if (role === "all" && parent && isMember(parent) && memberName(parent) === "session") {
      value = parent;
      above = ancestors.slice(0, -1);
    } else if (role === "all") {
      this.#unpackedPageProps({ node, ancestors, isType: false });
      return;
    }
    const attribute = above.at(-2);
    const opening = above.at(-3);
    const isSession =
      above.at(-1)?.type === "JSXExpressionContainer" &&
      attribute?.type === "JSXAttribute" &&
      attribute.name.name === "session" &&
      opening?.type === "JSXOpeningElement" &&
      opening.name.type === "JSXIdentifier" &&
      this.#scopes.imports.get(opening.name.name)?.imported === "SessionProvider";
    if (!isSession || this.#session) {
      throw new NotUnderstood("app-props", "_app takes a page prop for itself.", lineOf(value));
    }
    this.#session = attribute;
    this.#sessionValue = value;
  }

  /** `const { session, ...props } = pageProps;` in the body of `_app`. */
  #unpackedPageProps({ node, ancestors }: Reference): void {
    const declarator = ancestors.at(-1);
    const declaration = ancestors.at(-2);
    if (
      declarator?.type !== "VariableDeclarator" ||
      declarator.id.type !== "ObjectPattern" ||
      declaration?.type !== "VariableDeclaration" ||
      declaration.declarations.length !== 1
    ) {
      throw new NotUnderstood("app-props", "_app uses the page props for itself.", lineOf(node));
    }
    this.#pageProps(declarator.id);
    this.#remove(wholeLines(this.#module.text, rangeOf(declaration)));
  }

  /** The one `<Component {...pageProps} />`, which becomes the children. */
  #page(component: t.Identifier): t.JSXElement {
    const references = this.#scopes.bindingOf(component)?.references ?? [];
    const elements: { element: t.JSXElement; ancestors: readonly t.Node[] }[] = [];
    for (const reference of references) {
      const parent = reference.ancestors.at(-1);
      const element = reference.ancestors.at(-2);
      if (parent?.type === "JSXOpeningElement" && element?.type === "JSXElement") {
        elements.push({ element, ancestors: reference.ancestors.slice(0, -2) });
      } else if (parent?.type !== "JSXClosingElement") this.#static(reference);
    }
    const [only, ...others] = elements;
    if (!only || others.length > 0) {
      throw new NotUnderstood(
        "app-branches",
        "_app renders the page in more than one place, depending on something.",
        lineOf(others[0]?.element ?? component),
      );
    }
    const { element, ancestors } = only;
    for (const attribute of element.openingElement.attributes) {
      if (attribute.type === "JSXSpreadAttribute" && attribute.argument.type === "Identifier")
        continue;
      throw new NotUnderstood(
        "app-props",
        "_app gives the page a prop of its own.",
        lineOf(attribute),
      );
    }
    const inMarkup = ["JSXElement", "JSXFragment"].includes(ancestors.at(-1)?.type ?? "");
    const isOnly = ancestors.at(-1)?.type !== "CallExpression" && !inMarkup;
    checkAlwaysRendered(
      { path: this.#module.path, scopes: this.#scopes },
      ancestors,
      element,
      this.#read,
      this.#layouts,
    );
    const [start, end] = rangeOf(element);
    this.#edits.push({
      start,
      end,
      text: inMarkup ? "{children}" : isOnly ? "<>{children}</>" : "children",
    });
    this.#gone.push([start, end]);
    return element;
  }

  /** `Component.getLayout ?? ((page) => …)`: pages without one of their own get the default. */
  #static({ node, ancestors }: Reference): void {
    const member = ancestors.at(-1);
    const choice = ancestors.at(-2);
    const declarator = ancestors.at(-3);
    const name = member && isMember(member) ? memberName(member) : undefined;
    const fallback = choice?.type === "LogicalExpression" ? choice.right : undefined;
    const isLayout =
      name === "getLayout" &&
      choice?.type === "LogicalExpression" &&
      choice.left === member &&
      choice.operator !== "&&" &&
      fallback?.type === "ArrowFunctionExpression" &&
      declarator?.type === "VariableDeclarator" &&
      declarator.id.type === "Identifier";
    if (!isLayout || !fallback || fallback.type !== "ArrowFunctionExpression") {
      throw new NotUnderstood(
        "app-static",
        `_app decides by \`Component${name ? `.${name}` : ""}\` of each page; carry that over by hand.`,
        lineOf(node),
      );
    }
    this.#defaultLayout(fallback);
    if (declarator.id.type === "Identifier") this.#layouts.add(declarator.id.name);
    this.#statics.add("getLayout");
    const [start] = rangeOf(choice);
    const to = textFrom(this.#module, start, rangeOf(fallback)[0]);
    this.#edits.push({ start, end: to, text: "" });
    this.#gone.push([start, to]);
  }

  /** A default layout has to render the page always, like everything around it. */
  #defaultLayout(layout: t.ArrowFunctionExpression): void {
    const [page] = layout.params;
    const binding = page?.type === "Identifier" ? this.#scopes.bindingOf(page) : undefined;
    const [use, ...others] = binding?.references ?? [];
    if (page?.type !== "Identifier" || !use || others.length > 0 || returnsIn(layout) !== 1) {
      throw new NotUnderstood(
        "app-static",
        "The default layout is not understood.",
        lineOf(layout),
      );
    }
    checkAlwaysRendered(
      { path: this.#module.path, scopes: this.#scopes },
      use.ancestors,
      use.node,
      this.#read,
    );
    if (this.#module.isTypeScript && !page.typeAnnotation) {
      const [start, end] = rangeOf(page);
      const bareParameter = this.#module.text[start - 1] !== "(";
      const text = `${page.name}: ReactNode`;
      this.#edits.push({ start, end, text: bareParameter ? `(${text})` : text });
    }
  }

  /** The statements of the body but its return, and those that only unpack the page props. */
  #statements(fn: t.Function): string[] {
    if (fn.body.type !== "BlockStatement") return [];
    const isGone = (statement: t.Statement): boolean =>
      this.#edits.some(
        ({ start, end, text }) =>
          text === "" && start <= rangeOf(statement)[0] && end >= rangeOf(statement)[1],
      );
    return fn.body.body
      .filter((statement) => statement.type !== "ReturnStatement" && !isGone(statement))
      .map((statement) => textOf(this.#module, statement));
  }

  #styles(): t.ImportDeclaration[] {
    return this.#module.program.body.flatMap((statement) => {
      if (statement.type !== "ImportDeclaration" || statement.specifiers.length > 0) return [];
      return /\.(css|scss|sass|less)$/.test(statement.source.value) ? [statement] : [];
    });
  }

  #remove([start, end]: readonly [number, number]): void {
    this.#edits.push({ start, end, text: "" });
    this.#gone.push([start, end]);
  }

  #providers(
    file: string,
    withSession: boolean,
    fn: t.Function,
    parameter: t.Node,
    router: readonly Edit[],
  ): string {
    const module = this.#module;
    const [start, end] = rangeOf(parameter);
    const edits = [...this.#edits, ...router, ...repoint(module, folderOf(file))];
    const gone = [...this.#gone, [start, end] as const];
    edits.push({ start, end, text: this.#signature(withSession) });
    if (this.#session && this.#sessionValue) {
      const [from, to] = rangeOf(withSession ? this.#sessionValue : this.#session);
      const space = withSession ? from : from - leadingSpace(module.text, from);
      edits.push({ start: space, end: to, text: withSession ? "session" : "" });
    }
    for (const style of this.#styles()) {
      const [from, to] = wholeLines(module.text, rangeOf(style));
      edits.push({ start: from, end: to, text: "" });
    }
    edits.push(...this.#dropUnused(gone), ...this.#rename(fn));
    const text = applyEdits(module.text, withoutOverlaps(edits)).replace(/^(?:[ \t]*\r?\n)+/, "");
    return this.#head(text, withSession);
  }

  #signature(withSession: boolean): string {
    const session = withSession && this.#session !== undefined;
    const names = session ? "{ children, session }" : "{ children }";
    if (!this.#module.isTypeScript) return names;
    const types = session
      ? "{\n  children: ReactNode;\n  session: Session | null;\n}"
      : "{ children: ReactNode }";
    return `${names}: ${types}`;
  }

  #head(text: string, withSession: boolean): string {
    const { quote, semicolon } = importStyle(this.#module);
    const line = lineBreakOf(this.#module.text);
    const lines = [`${quote}use client${quote}${semicolon}`, ""];
    const needs = (name: string, from: string): void => {
      const imports = new RegExp(`import[^;]*\\b${name}\\b[^;]*from\\s*["']${from}["']`);
      if (!imports.test(text))
        lines.push(`import type { ${name} } from ${quote}${from}${quote}${semicolon}`);
    };
    if (this.#module.isTypeScript) {
      if (withSession && this.#session) needs("Session", "next-auth");
      needs("ReactNode", "react");
    }
    return [...lines, text].join(line).replace(/\r?\n/g, line);
  }

  /** Imports and declarations that nothing uses once the given ranges are gone. */
  #dropUnused(gone: readonly (readonly [number, number])[]): Edit[] {
    const parts = partsOf(this.#module.program, this.#scopes);
    const isGone = (at: number): boolean => gone.some(([from, to]) => at >= from && at < to);
    const dropped = new Set<Part>();
    const liveUse = (name: string): boolean =>
      (this.#scopes.module.get(name)?.references ?? []).some(({ node }) => {
        const [at] = rangeOf(node);
        if (isGone(at)) return false;
        const holder = parts.find(
          ({ statement }) => at >= rangeOf(statement)[0] && at < rangeOf(statement)[1],
        );
        return holder !== undefined && !dropped.has(holder) && !holder.declares.includes(name);
      });
    const wasUsed = (name: string): boolean =>
      (this.#scopes.module.get(name)?.references.length ?? 0) > 0;
    for (let changed = true; changed; ) {
      changed = false;
      for (const part of parts) {
        if (dropped.has(part) || part.declares.length === 0) continue;
        const { type } = part.statement;
        if (type === "ImportDeclaration" || type === "ExportDefaultDeclaration") continue;
        const exported = type === "ExportNamedDeclaration";
        const dead = part.declares.every((name) => !liveUse(name) && (exported || wasUsed(name)));
        if (dead && part.isType) {
          dropped.add(part);
          changed = true;
        }
      }
    }
    const edits: Edit[] = [...dropped].map(({ statement }) => {
      const [start, end] = wholeLines(
        this.#module.text,
        rangeWithComments(this.#module, statement),
      );
      return { start, end, text: "" };
    });
    for (const statement of this.#module.program.body) {
      if (statement.type !== "ImportDeclaration") continue;
      edits.push(
        ...narrowImport(this.#module, statement, (name) => liveUse(name) || !wasUsed(name)),
      );
    }
    return edits;
  }

  /** The component is called Providers, where its name is used for nothing else. */
  #rename(fn: t.Function): Edit[] {
    const statement = this.#module.program.body.find(
      (node) => node.type === "ExportDefaultDeclaration",
    );
    const value =
      statement?.type === "ExportDefaultDeclaration" ? statement.declaration : undefined;
    const id =
      value?.type === "Identifier" ? value : fn.type === "FunctionDeclaration" ? fn.id : null;
    const binding = id ? this.#scopes.module.get(id.name) : undefined;
    if (!binding || this.#scopes.module.has("Providers")) return [];
    const nodes = [...binding.declarations, ...binding.references.map(({ node }) => node)];
    return nodes.map((node) => {
      const [start] = rangeOf(node);
      return { start, end: start + binding.name.length, text: "Providers" };
    });
  }
}

/** Whether the function does nothing but render the page. */
function isBare(fn: t.Function, element: t.JSXElement): boolean {
  if (fn.body === element) return true;
  if (fn.body.type !== "BlockStatement" || fn.body.body.length !== 1) return false;
  const [statement] = fn.body.body;
  return statement?.type === "ReturnStatement" && statement.argument === element;
}

/** Whether it does nothing but render the page beside a head that goes elsewhere. */
function isBareApart(
  fn: t.Function,
  element: t.JSXElement,
  removed: readonly (readonly [number, number])[],
): boolean {
  if (fn.body.type !== "BlockStatement" || fn.body.body.length !== 1) return false;
  const [statement] = fn.body.body;
  const markup = statement?.type === "ReturnStatement" ? statement.argument : undefined;
  if (markup?.type !== "JSXFragment") return false;
  return markup.children.every((child) => {
    if (child === element || (child.type === "JSXText" && child.value.trim() === "")) return true;
    const [at] = rangeOf(child);
    return removed.some(([from, to]) => at >= from && at < to);
  });
}

function assigns(statement: t.ExpressionStatement, object?: string, property?: string): boolean {
  const { expression } = statement;
  if (expression.type !== "AssignmentExpression" || expression.left.type !== "MemberExpression") {
    return false;
  }
  const { left } = expression;
  const sameObject =
    object === undefined || (left.object.type === "Identifier" && left.object.name === object);
  return sameObject && (property === undefined || memberName(left) === property);
}

function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === "MemberExpression" || node.type === "OptionalMemberExpression";
}

/** End of `Component.getLayout ??` before a function, its opening parenthesis kept. */
function textFrom({ text }: ParsedModule, start: number, fn: number): number {
  const opening = text.lastIndexOf("(", fn - 1);
  return opening > start && /^\(\s*$/.test(text.slice(opening, fn)) ? opening : fn;
}

function leadingSpace(text: string, offset: number): number {
  return /\s*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
}

/** Removals first where they cover other edits; equal removals once. */
function withoutOverlaps(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    const overlaps = last && edit.start < last.end;
    if (!overlaps) result.push(edit);
    else if (edit.text === "" && edit.end > last.end) {
      result[result.length - 1] = { ...last, end: edit.end };
    }
  }
  return result;
}

/** The specifier of a style sheet, for another folder. */
export function styleSpecifier(appFile: string, specifier: string, toFolder: string): string {
  return /^\.\.?\//.test(specifier) ? moved(specifier, folderOf(appFile), toFolder) : specifier;
}

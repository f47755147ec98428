import type * as t from "@babel/types";
import { folderOf, moved } from "../editing/specifiers.ts";
import { NotUnderstood } from "../finding.ts";
import { importText } from "../page/imports.ts";
import { lineOf, type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";
import type { Binding, Scopes } from "../syntax/scopes.ts";
import { isFunction, walk } from "../syntax/walk.ts";
import type { DocumentComponent } from "./document-component.ts";
import { isServerComponent, isServerPackageComponent } from "./document-tags.ts";
import type { ReadModule } from "./renders-children.ts";

/** What expressions of `_document` need, for the layout that they go to. */
export interface CarriedCode {
  /** Import statements, as they are written in a folder. */
  imports(folder: string): readonly string[];
  /** What those imports name, as `_document` writes it. */
  readonly specifiers: readonly string[];
  /** Declarations of the module. */
  readonly statements: readonly string[];
  /** Declarations of the component itself. */
  readonly locals: readonly string[];
}

/** Names that a generated layout may have of its own. */
const TAKEN =
  /^(RootLayout|Providers|StyleRegistry|children|session|metadata|viewport|instant|Metadata|Viewport|ReactNode|getServerSession|authOptions)$/;

/** What every module can name. */
const GLOBALS =
  /^(process|undefined|Math|JSON|Date|String|Number|Boolean|Array|Object|Intl|URL|URLSearchParams|encodeURI|encodeURIComponent|parseInt|NaN|Infinity|JSX|React|Record|Readonly|ReadonlyArray|Partial)$/;

/**
 * Collects what expressions of `_document` stand on. What they read has to be there in a layout too:
 * values of modules and of the environment are, what Next hands to `_document` is not.
 */
export class DocumentCode {
  readonly #module: ParsedModule;
  readonly #scopes: Scopes;
  readonly #component: DocumentComponent;
  readonly #read: ReadModule;
  readonly #names = new Set<string>();
  readonly #statements = new Set<t.Statement>();
  readonly #locals = new Set<t.Statement>();

  constructor(
    module: ParsedModule,
    scopes: Scopes,
    component: DocumentComponent,
    read: ReadModule,
  ) {
    this.#module = module;
    this.#scopes = scopes;
    this.#component = component;
    this.#read = read;
    this.#refuseEffects();
  }

  /**
   * Takes an expression or an element over, with all that it needs.
   * @throws NotUnderstood where it reads what a layout has not
   */
  take(node: t.Node): void {
    const [start, end] = rangeOf(node);
    walk(node, (inner, ancestors) => {
      this.#refuse(inner);
      this.#refuseUnknown(inner, ancestors);
      const isName = inner.type === "Identifier" || inner.type === "JSXIdentifier";
      const binding = isName ? this.#scopes.bindingOf(inner) : undefined;
      if (!binding) return true;
      const isInside = binding.declarations.every((declaration) => {
        const [at] = rangeOf(declaration);
        return at >= start && at < end;
      });
      if (!isInside) this.#need(binding, inner, ancestors.at(-1));
      return true;
    });
  }

  carried(): CarriedCode {
    const module = this.#module;
    const inOrder = (statements: Iterable<t.Statement>): t.Statement[] =>
      [...statements].sort((a, b) => rangeOf(a)[0] - rangeOf(b)[0]);
    const imports = inOrder(this.#statements).filter(({ type }) => type === "ImportDeclaration");
    const others = inOrder(this.#statements).filter(({ type }) => type !== "ImportDeclaration");
    const write = (statement: t.Statement, folder: string): string => {
      if (statement.type !== "ImportDeclaration") return "";
      const { source } = statement;
      const [start, end] = rangeOf(source);
      const isRelative = /^\.\.?(?:\/|$)/.test(source.value);
      const text = isRelative ? moved(source.value, folderOf(module.path), folder) : source.value;
      const edit = { start: start + 1, end: end - 1, text };
      return importText(module, statement, [edit], (local) => this.#names.has(local)) ?? "";
    };
    return {
      imports: (folder) => imports.map((statement) => write(statement, folder)),
      specifiers: imports.flatMap((statement) =>
        statement.type === "ImportDeclaration" && statement.importKind !== "type"
          ? [statement.source.value]
          : [],
      ),
      statements: others.map((statement) => textOf(module, declarationOf(statement))),
      locals: inOrder(this.#locals).map((statement) => textOf(module, statement)),
    };
  }

  #need(binding: Binding, use: t.Node, parent: t.Node | undefined): void {
    const isTag = parent?.type === "JSXOpeningElement" || parent?.type === "JSXClosingElement";
    if (this.#scopes.module.get(binding.name) !== binding) {
      this.#needLocal(binding, use);
      return;
    }
    const origin = this.#scopes.imports.get(binding.name);
    if (origin?.module === "next/document") {
      throw notCarried(use, `\`${binding.name}\` of next/document stands in an unusual place`);
    }
    if (isTag && origin) this.#checkTag(binding.name, origin, use);
    if (this.#names.has(binding.name)) return;
    this.#names.add(binding.name);
    if (TAKEN.test(binding.name)) {
      throw notCarried(use, `\`${binding.name}\` is a name that the layout has already`);
    }
    for (const declaration of binding.declarations) this.#carry(declaration, use);
  }

  /** The statement of the module that declares a name. */
  #carry(declaration: t.Node, use: t.Node): void {
    const statement = this.#holderOf(declaration, this.#module.program.body);
    if (!statement || this.#statements.has(statement)) return;
    this.#statements.add(statement);
    if (statement.type === "ImportDeclaration") return;
    const declared = declarationOf(statement);
    const isCarried =
      declared.type === "FunctionDeclaration" ||
      declared.type === "TSTypeAliasDeclaration" ||
      declared.type === "TSInterfaceDeclaration" ||
      (declared.type === "VariableDeclaration" && declared.kind === "const");
    const [start, end] = rangeOf(declared);
    const [at] = rangeOf(this.#component.fn);
    if (!isCarried || (at >= start && at < end)) {
      throw notCarried(use, "it reads what cannot be declared in a layout as well");
    }
    this.take(declared);
  }

  /** A constant of the component; its parameters are what Next hands to `_document`. */
  #needLocal(binding: Binding, use: t.Node): void {
    for (const declaration of binding.declarations) {
      const statement = this.#holderOf(declaration, this.#component.statements);
      if (statement?.type !== "VariableDeclaration") {
        throw notCarried(use, `\`${binding.name}\` is what Next hands to _document`);
      }
      if (this.#locals.has(statement)) continue;
      if (TAKEN.test(binding.name)) {
        throw notCarried(use, `\`${binding.name}\` is a name that the layout has already`);
      }
      this.#locals.add(statement);
      this.take(statement);
    }
  }

  #holderOf(node: t.Node, statements: readonly t.Statement[]): t.Statement | undefined {
    const [at] = rangeOf(node);
    return statements.find((statement) => {
      const [start, end] = rangeOf(statement);
      return at >= start && at < end;
    });
  }

  #checkTag(name: string, origin: { module: string; imported: string }, use: t.Node): void {
    if (isServerPackageComponent(origin)) return;
    const file = this.#read(this.#module.path, origin.module);
    if (file && isServerComponent(file, this.#read)) return;
    throw notCarried(use, `<${name}> has not been shown to render on the server alone`);
  }

  /** Names that are declared nowhere may be anything. */
  #refuseUnknown(node: t.Node, ancestors: readonly t.Node[]): void {
    if (node.type === "Identifier") {
      const isUnknown = this.#scopes.globals.has(node.name) && !GLOBALS.test(node.name);
      if (isUnknown) throw notCarried(node, `\`${node.name}\` is not known`);
    }
    const parent = ancestors.at(-1);
    if (node.type !== "JSXIdentifier" || parent?.type === "JSXAttribute") return;
    if (parent?.type === "JSXMemberExpression") {
      const { object } = parent;
      const isReact =
        object.type === "JSXIdentifier" &&
        this.#scopes.imports.get(object.name)?.module === "react" &&
        parent.property.name === "Fragment";
      if (!isReact) throw notCarried(node, "it renders a component that is not known");
    } else if (/^[A-Z]/.test(node.name) && !this.#scopes.bindingOf(node)) {
      throw notCarried(node, `<${node.name}> is not known`);
    }
  }

  /** What no server component does. */
  #refuse(node: t.Node): void {
    if (node.type === "ThisExpression") throw notCarried(node, "it reads what Next hands to it");
    if (node.type === "JSXAttribute" && /^on[A-Z]/.test(String(node.name.name))) {
      throw notCarried(node, `\`${String(node.name.name)}\` is a function for the browser`);
    }
    if (node.type === "AwaitExpression" || node.type === "Import") {
      throw notCarried(node, "it loads something");
    }
    if (node.type === "StringLiteral" && node.value === "worker") {
      throw notCarried(node, "a script in a worker is for pages/ only");
    }
    if (node.type === "JSXOpeningElement" && node.name.type === "JSXIdentifier") {
      if (node.name.name === "title") throw notCarried(node, "a title");
      return;
    }
    if (node.type !== "CallExpression") return;
    const { callee } = node;
    const called =
      callee.type === "MemberExpression" && callee.property.type === "Identifier"
        ? callee.property.name
        : callee.type === "Identifier"
          ? callee.name
          : "";
    if (/^(use[A-Z]|require$)/.test(called)) {
      throw notCarried(node, `\`${called}()\` does not work in a layout the same way`);
    }
  }

  /** What the module, or the component, does besides declaring things is not done by a layout. */
  #refuseEffects(): void {
    for (const statement of this.#module.program.body) {
      const isDeclaration = /^(Import|Export)|Declaration$/.test(statement.type);
      if (isDeclaration || isStatic(statement)) continue;
      throw notCarried(statement, "it does something while it loads");
    }
    for (const statement of this.#component.statements) {
      const isPlain = statement.type === "VariableDeclaration" || isFunction(statement);
      if (!isPlain) throw notCarried(statement, "it does something before it renders");
    }
  }
}

/** `Document.getInitialProps = …`, which is looked at by itself. */
function isStatic(statement: t.Statement): boolean {
  if (statement.type !== "ExpressionStatement") return false;
  const { expression } = statement;
  return expression.type === "AssignmentExpression" && expression.left.type === "MemberExpression";
}

function declarationOf(statement: t.Statement): t.Statement {
  return statement.type === "ExportNamedDeclaration" && statement.declaration
    ? statement.declaration
    : statement;
}

function notCarried(at: t.Node, what: string): NotUnderstood {
  return new NotUnderstood(
    "document-form",
    `A layout would not do this part of _document the same way: ${what}.`,
    lineOf(at),
  );
}

import path from "node:path";
import ts from "typescript";
import { declarationNamed, declaredAs, parse } from "./pages.ts";

/** A function of an application, and whether it was written for server components. */
export interface ProjectFunction {
  readonly body: ts.Node;
  readonly isForServer: boolean;
}

/** Finds what names of an application stand for, by TypeScript's own resolution of modules. */
export class ProjectFunctions {
  readonly #options: ts.CompilerOptions;
  readonly #files = new Map<string, ts.SourceFile>();

  constructor(root: string) {
    const file = ["tsconfig.json", "jsconfig.json"]
      .map((name) => path.join(root, name))
      .find((name) => ts.sys.fileExists(name));
    const config: unknown = file && ts.readConfigFile(file, ts.sys.readFile).config;
    const { options } = ts.parseJsonConfigFileContent(config ?? {}, ts.sys, root);
    this.#options = {
      ...options,
      allowJs: true,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      module: ts.ModuleKind.ESNext,
    };
  }

  /** The function or value that a name stands for in a file, through its imports. */
  named(source: ts.SourceFile, name: string, depth = 0): ProjectFunction | undefined {
    const own = declaredAs(source, name);
    if (own) return { body: own, isForServer: /\.server\.\w+$/.test(source.fileName) };
    for (const statement of source.statements) {
      if (!ts.isImportDeclaration(statement) || depth > 10) continue;
      const imported = importedAs(statement, name);
      if (imported === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const from = this.#resolve(source, statement.moduleSpecifier.text);
      return from && this.#exported(from, imported, depth + 1);
    }
    return undefined;
  }

  #exported(source: ts.SourceFile, name: string, depth: number): ProjectFunction | undefined {
    const value = declarationNamed(source, name);
    if (!value) return this.named(source, name, depth);
    return { body: value, isForServer: /\.server\.\w+$/.test(source.fileName) };
  }

  #resolve(from: ts.SourceFile, specifier: string): ts.SourceFile | undefined {
    const { resolvedModule } = ts.resolveModuleName(
      specifier,
      from.fileName,
      this.#options,
      ts.sys,
    );
    const file = resolvedModule?.resolvedFileName;
    if (!file || /node_modules|\.d\.ts$/.test(file)) return undefined;
    let source = this.#files.get(file);
    if (!source) {
      source = parse(file);
      this.#files.set(file, source);
    }
    return source;
  }
}

function importedAs({ importClause }: ts.ImportDeclaration, name: string): string | undefined {
  if (importClause?.name?.text === name) return "default";
  const bindings = importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return undefined;
  const found = bindings.elements.find((element) => element.name.text === name);
  return found && (found.propertyName ?? found.name).text;
}

/** A call of a wrapper: what it makes of the function that it is given. */
export interface WrappedCall {
  /** The function that gets the context. */
  readonly made: ts.Node;
  /** What the parameters of the wrapper stand for. */
  readonly given: ReadonlyMap<string, ts.Node>;
}

/**
 * Reads `withUser(load)` and `withRole("admin")(load)`: calls that are given a function, of a
 * function that returns one.
 * @param find what a name stands for
 */
export function wrappedCall(
  call: ts.CallExpression,
  find: (name: string) => ts.Node | undefined,
): WrappedCall | undefined {
  const levels: (readonly ts.Expression[])[] = [];
  let callee: ts.Expression = call;
  while (ts.isCallExpression(callee)) {
    levels.unshift(callee.arguments);
    callee = callee.expression;
  }
  if (!ts.isIdentifier(callee) || !levels.flat().some(makesFunction)) return undefined;
  let made = find(callee.text);
  const given = new Map<string, ts.Node>();
  for (const args of levels) {
    if (!made || !isFunction(made)) return undefined;
    for (const [index, { name }] of made.parameters.entries()) {
      const argument = args[index];
      if (ts.isIdentifier(name) && argument && makesFunction(argument))
        given.set(name.text, argument);
    }
    made = resultOf(made);
  }
  return made && (isFunction(made) || ts.isCallExpression(made)) ? { made, given } : undefined;
}

function makesFunction(node: ts.Expression): boolean {
  return isFunction(node) || (ts.isCallExpression(node) && node.arguments.some(makesFunction));
}

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node)
  );
}

/** What a function does nothing but return. */
function resultOf({ body }: ts.FunctionLikeDeclaration): ts.Node | undefined {
  if (!body || !ts.isBlock(body)) return body;
  const [only, ...others] = body.statements;
  return only && ts.isReturnStatement(only) && others.length === 0 ? only.expression : undefined;
}

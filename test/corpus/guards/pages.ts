import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** A page with `getServerSideProps`, found by names of files and exports alone. */
export interface PageFile {
  /** Segments of the address: `posts/[id]`; empty for the start page. */
  readonly route: string;
  /** Relative to the application. */
  readonly file: string;
  readonly source: ts.SourceFile;
}

const extension = /(?:\.page)?\.[jt]sx?$/;

/** The pages with `getServerSideProps` below `pages/` or `src/pages/` of an application. */
export function serverPages(app: string): PageFile[] {
  const folder = ["pages", "src/pages"].find((name) => list(path.join(app, name)).length > 0);
  if (folder === undefined) return [];
  return list(path.join(app, folder))
    .filter((file) => extension.test(file) && !/^(api\/|_)/.test(file))
    .map((file) => ({ file: `${folder}/${file}`, route: routeOf(file) }))
    .map(({ file, route }) => ({ file, route, source: parse(path.join(app, file)) }))
    .filter(({ source }) => declarationOf(source) !== undefined);
}

/** What a module exports as `getServerSideProps`: the function, the call, or the export itself. */
export function declarationOf(source: ts.SourceFile): ts.Node | undefined {
  return declarationNamed(source, "getServerSideProps");
}

/** What a module exports by a name. */
export function declarationNamed(source: ts.SourceFile, name: string): ts.Node | undefined {
  if (name === "default") return defaultExportOf(source);
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) && statement.exportClause) {
      if (!ts.isNamedExports(statement.exportClause)) continue;
      const specifier = statement.exportClause.elements.find((one) => one.name.text === name);
      if (!specifier) continue;
      if (statement.moduleSpecifier) return specifier;
      return declaredAs(source, (specifier.propertyName ?? specifier.name).text) ?? specifier;
    }
    const isExported = ts.canHaveModifiers(statement)
      ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      : false;
    if (!isExported) continue;
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
    const value = ts.isVariableStatement(statement) ? valueIn(statement, name) : undefined;
    if (value) return value;
  }
  return undefined;
}

/** What a module exports by default, followed to its declaration where that is in the module. */
export function defaultExportOf(source: ts.SourceFile): ts.Node | undefined {
  for (const statement of source.statements) {
    if (ts.isExportAssignment(statement)) {
      const { expression } = statement;
      return ts.isIdentifier(expression) ? declaredAs(source, expression.text) : expression;
    }
    const isDefault =
      ts.isFunctionDeclaration(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    if (isDefault) return statement;
  }
  return undefined;
}

export function parse(file: string): ts.SourceFile {
  const kind = /\.tsx?$/.test(file)
    ? file.endsWith("x")
      ? ts.ScriptKind.TSX
      : ts.ScriptKind.TS
    : ts.ScriptKind.JSX;
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, kind);
}

/** The function or value that a module declares under a name. */
export function declaredAs(source: ts.SourceFile, name: string): ts.Node | undefined {
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
    const value = ts.isVariableStatement(statement) ? valueIn(statement, name) : undefined;
    if (value) return value;
  }
  return undefined;
}

function valueIn({ declarationList }: ts.VariableStatement, name: string): ts.Node | undefined {
  const found = declarationList.declarations.find((one) => one.name.getText() === name);
  return found && (found.initializer ?? found);
}

function routeOf(file: string): string {
  return file.replace(extension, "").replace(/(^|\/)index$/, "");
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => name.split(path.sep).join("/"))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

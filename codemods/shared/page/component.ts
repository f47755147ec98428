import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { lineOf, type ParsedModule, textOf } from "../syntax/parse.ts";
import { isFunction, keyName, memberName } from "../syntax/walk.ts";

/** The component that a page exports. */
export interface PageComponent {
  readonly statement: t.ExportDefaultDeclaration | t.ExportNamedDeclaration;
  /** Name that it has in the page, where it has one. */
  readonly name?: string;
  /** Whether it takes props; unknown forms count as taking them. */
  readonly takesProps: boolean;
  /** Source text of the type of its props, where it is written down. */
  readonly propsType?: string;
}

/** Properties of a component that React or its tools read, and `_app` does not. */
const HARMLESS_STATICS = new Set(["displayName", "propTypes", "defaultProps"]);

/** Exports that tell Next how to treat the page. */
const PAGE_EXPORTS = new Set([
  "config",
  "runtime",
  "maxDuration",
  "getStaticProps",
  "getStaticPaths",
  "unstable_getServerProps",
  "reportWebVitals",
]);

/**
 * Finds the component that a page exports.
 * @param staticsOfShell properties of a page component that `_app` reads
 * @throws NotUnderstood when it is re-exported, or carries something that would be lost
 */
export function findComponent(
  module: ParsedModule,
  staticsOfShell: ReadonlySet<string>,
): PageComponent {
  const found = defaultExport(module);
  refusePageExports(module);
  refuseStatics(module, found.name, staticsOfShell);
  return found;
}

function defaultExport(module: ParsedModule): PageComponent {
  for (const statement of module.program.body) {
    if (statement.type === "ExportDefaultDeclaration") {
      const value = statement.declaration;
      if (value.type === "Identifier") {
        return {
          statement,
          name: value.name,
          ...propsOf(module, declarationOf(module, value.name)),
        };
      }
      const name = "id" in value && value.id?.type === "Identifier" ? value.id.name : undefined;
      return { statement, ...(name ? { name } : {}), ...propsOf(module, value) };
    }
    if (statement.type !== "ExportNamedDeclaration") continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ExportSpecifier") continue;
      const { exported, local } = specifier;
      if ((exported.type === "Identifier" ? exported.name : exported.value) !== "default") continue;
      if (statement.source) {
        throw new NotUnderstood(
          "re-exported-component",
          "The page re-exports a component of another module.",
          lineOf(statement),
        );
      }
      return { statement, name: local.name, ...propsOf(module, declarationOf(module, local.name)) };
    }
  }
  throw new NotUnderstood("no-component", "The page has no default export.", 1);
}

/** What a top-level name is declared as. */
function declarationOf(module: ParsedModule, name: string): t.Node | undefined {
  for (const statement of module.program.body) {
    const declaration =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type === "FunctionDeclaration" && declaration.id?.name === name) {
      return declaration;
    }
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const declarator of declaration.declarations) {
      if (declarator.id.type === "Identifier" && declarator.id.name === name) return declarator;
    }
  }
  return undefined;
}

function propsOf(
  module: ParsedModule,
  node: t.Node | undefined,
): Pick<PageComponent, "takesProps" | "propsType"> {
  if (node?.type === "VariableDeclarator") {
    const annotation =
      node.id.type === "Identifier" && node.id.typeAnnotation?.type === "TSTypeAnnotation"
        ? node.id.typeAnnotation.typeAnnotation
        : undefined;
    const inner = node.init && isFunction(node.init) ? propsOf(module, node.init) : undefined;
    const argument =
      annotation?.type === "TSTypeReference" ? annotation.typeParameters?.params[0] : undefined;
    // `const Page: NextPage<Props> = …` says it as well as a parameter does
    if (argument) return { takesProps: true, propsType: textOf(module, argument) };
    if (annotation) return { takesProps: true };
    return inner ?? { takesProps: true };
  }
  if (!node || !isFunction(node)) return { takesProps: true };
  const [parameter] = node.params;
  if (!parameter) return { takesProps: false };
  const note = "typeAnnotation" in parameter ? parameter.typeAnnotation : undefined;
  return note?.type === "TSTypeAnnotation"
    ? { takesProps: true, propsType: textOf(module, note.typeAnnotation) }
    : { takesProps: true };
}

/**
 * Refuses exports that tell Next how to treat the page.
 * @param known names that are dealt with elsewhere
 */
export function refusePageExports(
  { program }: ParsedModule,
  known: ReadonlySet<string> = new Set(),
): void {
  for (const statement of program.body) {
    if (statement.type === "ExportAllDeclaration" && statement.exportKind !== "type") {
      throw new NotUnderstood(
        "export-all",
        "The page exports all of another module.",
        lineOf(statement),
      );
    }
    if (statement.type !== "ExportNamedDeclaration") continue;
    for (const name of exportedNames(statement)) {
      if (!PAGE_EXPORTS.has(name) || known.has(name)) continue;
      throw new NotUnderstood(
        "page-export",
        `The page exports \`${name}\`, which means something else in the App Router.`,
        lineOf(statement),
      );
    }
  }
}

/** Names that an `export` statement exports. */
export function exportedNames(statement: t.ExportNamedDeclaration): string[] {
  const names = statement.specifiers.flatMap((specifier) => {
    const { exported } = specifier;
    return exported.type === "Identifier" ? [exported.name] : [exported.value];
  });
  const { declaration } = statement;
  if (declaration && "id" in declaration && declaration.id?.type === "Identifier") {
    names.push(declaration.id.name);
  }
  if (declaration?.type === "VariableDeclaration") {
    for (const { id } of declaration.declarations) {
      if (id.type === "Identifier") names.push(id.name);
      if (id.type === "ObjectPattern") {
        names.push(...id.properties.flatMap((property) => keyName(property) ?? []));
      }
    }
  }
  return names;
}

/** `Page.getLayout = …` would be lost where the App Router has no `_app` to read it. */
export function refuseStatics(
  { program }: ParsedModule,
  component: string | undefined,
  staticsOfShell: ReadonlySet<string>,
): void {
  for (const statement of program.body) {
    const expression = statement.type === "ExpressionStatement" ? statement.expression : undefined;
    if (expression?.type !== "AssignmentExpression") continue;
    const { left } = expression;
    if (left.type !== "MemberExpression" || left.object.type !== "Identifier") continue;
    if (component !== undefined && left.object.name !== component) continue;
    const name = memberName(left);
    if (name !== undefined && HARMLESS_STATICS.has(name)) continue;
    if (name !== undefined && name !== "getInitialProps" && !staticsOfShell.has(name)) continue;
    throw new NotUnderstood(
      "page-static",
      `The page sets \`${left.object.name}.${name ?? "…"}\`, which _app or Next reads; the App Router has no such thing.`,
      lineOf(statement),
    );
  }
}

import type * as t from "@babel/types";
import { NotUnderstood, seenFrom } from "../finding.ts";
import { lineOf, type ParsedModule, textOf } from "../syntax/parse.ts";
import type { ProjectFunctions, Wrapped, WrapperCall } from "./server-functions.ts";

/** A `getServerSideProps` whose body can be read: a function, in whatever form. */
export interface ServerSideProps {
  readonly fn: t.FunctionDeclaration | t.FunctionExpression | t.ArrowFunctionExpression;
  /** The statement of the module that declares it. */
  readonly statement: t.Statement;
  /** The statement that exports it: the same, or an `export { … }`. */
  readonly exportedBy: t.Statement;
  /** Its name in the module, which an `export { load as getServerSideProps }` changes. */
  readonly name: string;
  /** `P` of `GetServerSideProps<P>`: `undefined` no annotation, `"any"` one without `P`. */
  readonly propsType?: { readonly text: string; readonly node: t.TSType } | "any";
  /** `Q` of `GetServerSideProps<P, Q>` or of the parameter's `GetServerSidePropsContext<Q>`. */
  readonly paramsType?: t.TSType;
  /** The wrappers around it, the outermost first. */
  readonly wrappers: readonly WrapperCall[];
  /** Whether the annotation is a `satisfies`, which leaves the type inferred. */
  readonly satisfies: boolean;
}

const NAME = "getServerSideProps";

/**
 * Finds `getServerSideProps` of a page.
 * @throws NotUnderstood when it is missing, wrapped, re-exported, or not a plain async function
 */
export function findServerSideProps(
  module: ParsedModule,
  functions?: ProjectFunctions,
): ServerSideProps {
  for (const statement of module.program.body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    if (statement.declaration) {
      const found = fromDeclaration(module, statement.declaration, statement, statement, {
        functions,
      });
      if (found) return found;
    }
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ExportSpecifier" || exportedName(specifier) !== NAME) continue;
      if (statement.source) throw reExported(statement);
      return localExport(module, specifier.local.name, statement, functions);
    }
  }
  throw new NotUnderstood("no-gssp", "The page exports no getServerSideProps.", 1);
}

function localExport(
  module: ParsedModule,
  local: string,
  exportedBy: t.ExportNamedDeclaration,
  functions: ProjectFunctions | undefined,
): ServerSideProps {
  if (exportedBy.specifiers.length > 1) throw reExported(exportedBy);
  for (const statement of module.program.body) {
    const found = fromDeclaration(module, statement, statement, exportedBy, {
      functions,
      name: local,
    });
    if (found) return found;
  }
  throw reExported(exportedBy);
}

function fromDeclaration(
  module: ParsedModule,
  declaration: t.Statement,
  statement: t.Statement,
  exportedBy: t.Statement,
  {
    name = NAME,
    functions,
  }: { readonly name?: string; readonly functions: ProjectFunctions | undefined },
): ServerSideProps | undefined {
  if (declaration.type === "FunctionDeclaration" && declaration.id?.name === name) {
    const found = { fn: declaration, statement, exportedBy, name, satisfies: false, wrappers: [] };
    return withPropsType(module, found, returnAnnotation(declaration));
  }
  if (declaration.type !== "VariableDeclaration") return undefined;
  const index = declaration.declarations.findIndex(
    ({ id }) => id.type === "Identifier" && id.name === name,
  );
  const declarator = declaration.declarations[index];
  if (!declarator) return undefined;
  if (declaration.declarations.length > 1) {
    throw new NotUnderstood(
      "several-declarations",
      "getServerSideProps is declared together with other variables; give it a statement of its own.",
      lineOf(declarator),
    );
  }
  const { annotation, value, satisfies } = annotated(declarator);
  const wrapped = value && unwrapped(functions, value);
  if (wrapped && wrapped.wrappers.length > 0) {
    const found = { ...wrapped, statement, exportedBy, name, satisfies };
    return withPropsType(module, found, annotation ?? returnAnnotation(wrapped.fn));
  }
  if (value?.type !== "ArrowFunctionExpression" && value?.type !== "FunctionExpression") {
    throw new NotUnderstood(
      "wrapped",
      `getServerSideProps is made by another function (${shortCall(module, value)}), and what that does is not known.`,
      lineOf(declarator),
    );
  }
  const found = { fn: value, statement, exportedBy, name, satisfies, wrappers: [] };
  return withPropsType(module, found, annotation ?? returnAnnotation(value));
}

function unwrapped(
  functions: ProjectFunctions | undefined,
  value: t.Expression,
): Wrapped | undefined {
  try {
    return functions?.unwrap(value);
  } catch (error) {
    throw seenFrom(error, "wrapped", lineOf(value));
  }
}

/** The function of a declarator, and the type it is given by annotation, cast or `satisfies`. */
function annotated(declarator: t.VariableDeclarator): {
  annotation?: t.TSType;
  value?: t.Expression;
  satisfies: boolean;
} {
  const { id, init } = declarator;
  const value = init ?? undefined;
  const note = id.type === "Identifier" ? id.typeAnnotation : undefined;
  if (note?.type === "TSTypeAnnotation") {
    return { annotation: note.typeAnnotation, ...(value ? { value } : {}), satisfies: false };
  }
  if (value?.type === "TSSatisfiesExpression" || value?.type === "TSAsExpression") {
    return {
      annotation: value.typeAnnotation,
      value: value.expression,
      satisfies: value.type === "TSSatisfiesExpression",
    };
  }
  return { ...(value ? { value } : {}), satisfies: false };
}

function returnAnnotation(fn: t.Function): t.TSType | undefined {
  return fn.returnType?.type === "TSTypeAnnotation" ? fn.returnType.typeAnnotation : undefined;
}

function withPropsType(
  module: ParsedModule,
  found: Omit<ServerSideProps, "propsType" | "paramsType">,
  annotation: t.TSType | undefined,
): ServerSideProps {
  const { fn } = found;
  if ((!fn.async && found.wrappers.length === 0) || fn.generator) {
    throw new NotUnderstood(
      "not-async",
      "getServerSideProps is not an async function; only an async one can await the session.",
      lineOf(fn),
    );
  }
  if (fn.params.length > 1 && found.wrappers.length === 0) {
    throw new NotUnderstood("parameters", "It takes more than the context.", lineOf(fn));
  }
  const [props, params] = annotation ? gsspTypeArguments(unwrapPromise(annotation)) : [];
  const paramsType = params ?? contextTypeArgument(fn);
  return {
    ...found,
    ...(annotation
      ? { propsType: props ? { text: textOf(module, props), node: props } : "any" }
      : {}),
    ...(paramsType ? { paramsType } : {}),
  };
}

/** `Promise<GetServerSidePropsResult<P>>` → `GetServerSidePropsResult<P>`. */
function unwrapPromise(type: t.TSType): t.TSType {
  const isPromise =
    type.type === "TSTypeReference" &&
    type.typeName.type === "Identifier" &&
    type.typeName.name === "Promise";
  const [inner] = isPromise ? typeArguments(type) : [];
  return inner ?? type;
}

/** Arguments of the types of next that carry the props first; none for other types. */
function gsspTypeArguments(type: t.TSType): readonly t.TSType[] {
  const name = type.type === "TSTypeReference" ? type.typeName : undefined;
  const known = name?.type === "Identifier" && /^GetServerSideProps(Result)?$/.test(name.name);
  return known ? typeArguments(type) : [];
}

/** `Q` of a parameter `ctx: GetServerSidePropsContext<Q>`. */
function contextTypeArgument(fn: t.Function): t.TSType | undefined {
  const [parameter] = fn.params;
  const note = parameter && "typeAnnotation" in parameter ? parameter.typeAnnotation : undefined;
  if (note?.type !== "TSTypeAnnotation" || note.typeAnnotation.type !== "TSTypeReference") {
    return undefined;
  }
  const name = note.typeAnnotation.typeName;
  const known = name.type === "Identifier" && name.name === "GetServerSidePropsContext";
  return known ? typeArguments(note.typeAnnotation)[0] : undefined;
}

function typeArguments(type: t.TSType): readonly t.TSType[] {
  if (type.type !== "TSTypeReference") return [];
  return type.typeParameters?.params ?? [];
}

function exportedName(specifier: t.ExportSpecifier): string {
  const { exported } = specifier;
  return exported.type === "Identifier" ? exported.name : exported.value;
}

function reExported(statement: t.Node): NotUnderstood {
  return new NotUnderstood(
    "re-exported",
    "getServerSideProps comes from another module; only one that is written in the page is moved.",
    lineOf(statement),
  );
}

function shortCall(module: ParsedModule, value: t.Expression | undefined): string {
  const callee = value?.type === "CallExpression" ? value.callee : value;
  return callee ? textOf(module, callee).replace(/\s+/g, " ").slice(0, 40) : "nothing";
}

import type * as t from "@babel/types";
import { folderOf, repoint } from "../editing/specifiers.ts";
import { NotUnderstood, type Obstacle, understood } from "../finding.ts";
import type { Guard } from "../gssp/guards.ts";
import { refuseForeignModules } from "../page/analyse.ts";
import { clientFile } from "../page/client-file.ts";
import { exportedNames, refusePageExports, refuseStatics } from "../page/component.ts";
import type { InferredProps } from "../page/inferred-props.ts";
import { namesWithin } from "../page/parts.ts";
import { sharedFile } from "../page/shared-file.ts";
import { divide, type SplitPage } from "../page/split.ts";
import { lineOf, type ParsedModule, parseModule, rangeOf, textOf } from "../syntax/parse.ts";
import { resolveScopes, type Scopes } from "../syntax/scopes.ts";
import { bare, isFunction } from "../syntax/walk.ts";
import { convertPage } from "./conversions.ts";
import { type ExportedProps, exportedProps } from "./exported.ts";
import type { BridgeFacts } from "./facts.ts";
import { guardsIn } from "./guards-in.ts";
import { CONFIG_EXPORTS, pageConfig } from "./page-config.ts";
import { routeFile } from "./route-file.ts";
import { serverPropsFile } from "./server-props-file.ts";

/** A page that can move with its `getServerSideProps` as it is: the files that it becomes. */
export interface BridgedPage {
  /** The route file, which puts the others together. */
  readonly server: string;
  readonly client: string;
  /** `getServerSideProps` with what only it needs. */
  readonly serverProps: { readonly file: string; readonly text: string };
  /** What both use, where there is such a thing. */
  readonly shared?: string;
  readonly guards: readonly Guard[];
  /** The code that decides what is not among the guards, where there is such code. */
  readonly decidedBy?: { readonly text: string; readonly line: number };
  /** Whether the client file differs in more than it lost, so that pages/ cannot use it. */
  readonly convertsRouter: boolean;
  /** Names that the client file exports. */
  readonly exports: readonly string[];
}

/**
 * Divides a page whose `getServerSideProps` cannot be rewritten, so that it can run as it is. What
 * it does need not be understood; nor the component, which stays what it is. Nothing is written.
 * @returns the texts, or the first thing that would not be the same in the App Router
 */
export function bridgePage(text: string, facts: BridgeFacts): BridgedPage | Obstacle {
  return understood(() => {
    const module = parseModule(facts.path, text);
    const scopes = resolveScopes(module.program);
    const folders = { from: folderOf(facts.path), to: folderOf(facts.pageFile) };
    const exported = exportedProps(module, folders);
    const component = componentOf(module);
    refusePageExports(module, CONFIG_EXPORTS);
    refuseStatics(module, component.name, facts.staticsOfShell);
    refuseHiddenStatics(module, component, facts.staticsOfShell);
    refuseForeignModules(module);
    const config = pageConfig(module);
    const inferred = typeUses(scopes, exported, facts);
    const leaving = [...exported.statements, ...config.statements];
    const sides = divide(module.program, scopes, rootsOf(scopes, exported, config.statements), [
      ...exported.listed,
      ...inferred.needs,
    ]);
    const [first] = exported.statements;
    const conversions = convertPage(module, scopes, facts, first ? rangeOf(first) : [0, 0]);
    const page: SplitPage = {
      module,
      scopes,
      facts,
      sides,
      serverStatements: leaving,
      specifiers: repoint(module, folders.to),
    };
    const client = clientFile(page, inferred, [...conversions.edits, ...exported.edits]);
    parseModule(facts.clientFile, client);
    const serverProps = serverPropsFile(page, exported, facts);
    parseModule(serverProps.file, serverProps.text);
    const shared = sharedFile(page);
    const guards = guardsIn(module, [
      ...exported.statements,
      ...sides.serverOnly.map(({ statement }) => statement),
    ]);
    const decidedBy = decider(module, exported, guards);
    return {
      server: routeFile(page, facts, { ...conversions, config, component: component.name }),
      client,
      serverProps,
      ...(shared === undefined ? {} : { shared }),
      guards,
      ...(decidedBy ? { decidedBy } : {}),
      convertsRouter: conversions.convertsRouter,
      exports: exportsOf(module, leaving),
    };
  });
}

interface Component {
  /** Name that it has in the page, where it has one. */
  readonly name?: string;
  readonly statement: t.Statement;
}

/** @throws NotUnderstood when the page exports no component */
function componentOf({ program }: ParsedModule): Component {
  for (const statement of program.body) {
    if (statement.type === "ExportDefaultDeclaration") {
      const value = statement.declaration;
      if (value.type === "Identifier") return { name: value.name, statement };
      const id = "id" in value ? value.id : undefined;
      return { ...(id?.type === "Identifier" ? { name: id.name } : {}), statement };
    }
    if (statement.type !== "ExportNamedDeclaration") continue;
    for (const specifier of statement.specifiers) {
      const { exported } = specifier;
      if ((exported.type === "Identifier" ? exported.name : exported.value) !== "default") continue;
      const isOwn = specifier.type === "ExportSpecifier" && !statement.source;
      return { ...(isOwn ? { name: specifier.local.name } : {}), statement };
    }
  }
  throw new NotUnderstood("no-component", "The page has no default export.", 1);
}

/**
 * What another function made may carry properties that `_app` reads, and no statement shows them.
 * @throws NotUnderstood where the component is no function or class of the page
 */
function refuseHiddenStatics(
  { program }: ParsedModule,
  { name, statement }: Component,
  staticsOfShell: ReadonlySet<string>,
): void {
  if (staticsOfShell.size === 0) return;
  const isPlain = (value: t.Node | null | undefined): boolean =>
    Boolean(value && (isFunction(value) || /^Class/.test(value.type)));
  const own = program.body.some((candidate) => {
    const declaration =
      candidate.type === "ExportNamedDeclaration" || candidate.type === "ExportDefaultDeclaration"
        ? candidate.declaration
        : candidate;
    if (candidate === statement && isPlain(declaration)) return true;
    if (declaration?.type === "VariableDeclaration") {
      return declaration.declarations.some(
        ({ id, init }) =>
          id.type === "Identifier" && id.name === name && init && isPlain(bare(init)),
      );
    }
    return isPlain(declaration) && declaration && "id" in declaration && isNamed(declaration, name);
  });
  if (own) return;
  throw new NotUnderstood(
    "page-static",
    `The component is made elsewhere, and may bring what _app reads of it: ${[...staticsOfShell].sort().join(", ")}.`,
    lineOf(statement),
  );
}

function isNamed(declaration: { readonly id?: unknown }, name: string | undefined): boolean {
  const id = declaration.id as t.Node | null | undefined;
  return name !== undefined && id?.type === "Identifier" && id.name === name;
}

function rootsOf(
  scopes: Scopes,
  { statements, narrowed, local }: ExportedProps,
  config: readonly t.Statement[],
) {
  const names = statements.flatMap((statement) => [
    ...namesWithin(scopes, rangeOf(statement)).keys(),
  ]);
  return {
    statements: [...statements, ...(narrowed ? [narrowed] : []), ...config],
    names: local === undefined ? names : [...names, local],
  };
}

/**
 * `InferGetServerSidePropsType<typeof getServerSideProps>` goes on being said, of the function in
 * its new file.
 * @throws NotUnderstood when the page itself runs `getServerSideProps`
 */
function typeUses(scopes: Scopes, exported: ExportedProps, facts: BridgeFacts): InferredProps {
  const { local, statements, narrowed } = exported;
  const isDeclared = local !== undefined && !scopes.imports.has(local);
  if (!isDeclared) return { edits: [], needs: [] };
  const own = [...statements, ...(narrowed ? [narrowed] : [])].map((node) => rangeOf(node));
  const uses = (scopes.module.get(local)?.references ?? []).filter(({ node }) => {
    const [at] = rangeOf(node);
    return !own.some(([start, end]) => at >= start && at < end);
  });
  const value = uses.find(({ isType }) => !isType);
  if (value) {
    throw new NotUnderstood(
      "gssp-used",
      "The page uses its own getServerSideProps.",
      lineOf(value.node),
    );
  }
  if (uses.length === 0) return { edits: [], needs: [] };
  const name = local === "getServerSideProps" ? local : `getServerSideProps as ${local}`;
  return { edits: [], needs: [], fromServer: name, fromFile: facts.serverPropsFile };
}

/** A wrapper, another module, or the function itself where no guard can be read in it. */
function decider(
  module: ParsedModule,
  { statements, local, line, from }: ExportedProps,
  guards: readonly Guard[],
): BridgedPage["decidedBy"] {
  if (from !== undefined) return { text: `getServerSideProps of ${from}`, line };
  const values = statements.flatMap((statement) => {
    const declaration =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type === "FunctionDeclaration") return [declaration];
    return declaration?.type === "VariableDeclaration"
      ? declaration.declarations.flatMap(({ init }) => (init ? [bare(init)] : []))
      : [];
  });
  const [value] = values;
  if (value && isFunction(value) && guards.length > 0) return undefined;
  if (value?.type === "CallExpression") {
    const callee = textOf(module, value.callee).replace(/\s+/g, " ");
    return { text: `${callee}(…)`, line: lineOf(value) };
  }
  const name = value?.type === "Identifier" ? value.name : (local ?? "getServerSideProps");
  return { text: name, line: value ? lineOf(value) : line };
}

function exportsOf({ program }: ParsedModule, leaving: readonly t.Statement[]): string[] {
  return program.body.flatMap((statement) => {
    if (statement.type === "ExportDefaultDeclaration") return ["default"];
    if (statement.type !== "ExportNamedDeclaration" || leaving.includes(statement)) return [];
    return exportedNames(statement).filter((name) => name !== "getServerSideProps");
  });
}

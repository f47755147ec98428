import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { folderOf, specifierTo } from "../editing/specifiers.ts";
import { NotUnderstood } from "../finding.ts";
import type { ContextUses } from "../gssp/context.ts";
import type { NeededImport, ServerFunction } from "../gssp/server-functions.ts";
import { lineOf, parseModule } from "../syntax/parse.ts";
import { patternNames } from "../syntax/patterns.ts";
import { resolveScopes } from "../syntax/scopes.ts";
import { walk } from "../syntax/walk.ts";
import type { Conversion, FunctionFacts } from "./convert.ts";

/** What `as const` is to a parser: a type of that name. */
const AS_CONST = "const";

/**
 * What the module of a server function has to import: what the conversion added, and what the
 * original uses of its own module.
 * @param added imports that the conversion brings
 * @throws NotUnderstood when a name has two meanings, or cannot be imported
 */
export function neededImports(
  { module, scopes, exported, fn }: Conversion,
  text: string,
  added: readonly NeededImport[],
  called: readonly ServerFunction[],
  { authOptions }: FunctionFacts,
  uses: ContextUses,
): { readonly needs: readonly NeededImport[]; readonly exports: readonly Edit[] } {
  const folder = folderOf(module.path);
  const parsed = parseModule(module.path, text);
  const { globals } = resolveScopes(parsed.program);
  const refuse = (name: string): NotUnderstood =>
    new NotUnderstood("name-taken", `\`${name}\` has two meanings there.`, lineOf(fn));
  const brought = [...added];
  for (const used of called) {
    if (used.original === module.path) continue;
    const from = specifierTo(folder, used.file).replace(/\.\w+$/, "");
    brought.push({ from, imported: used.name, local: used.name, isType: false });
  }
  const wantsOptions = uses.reads.some(({ reader }) => reader.equivalent.options === "of-project");
  if (wantsOptions && !authOptions) {
    throw new NotUnderstood(
      "auth-options",
      "The options of next-auth are not exported from a module, so a server component cannot read the session with them.",
      lineOf(fn),
    );
  }
  const isOptions = (name: string): boolean => wantsOptions && name === authOptions?.name;
  const ownNames = new Set(
    called.filter((one) => one.original === module.path).map((one) => one.name),
  );
  const byName = new Map(brought.map((entry) => [entry.local, entry]));
  for (const { local } of brought) {
    if (!globals.has(local)) throw refuse(local);
    const own = scopes.imports.get(local);
    const entry = byName.get(local);
    const isSame = own && own.imported === entry?.imported;
    if (scopes.module.has(local) && !isSame) throw refuse(local);
  }
  refuseWrites(parsed.program, globals);
  const needs: NeededImport[] = [];
  const exports: Edit[] = [];
  for (const name of globals) {
    const brings = byName.get(name);
    const origin = scopes.imports.get(name);
    if (brings) needs.push(brings);
    else if (ownNames.has(name)) continue;
    else if (origin) {
      const isType = isTypeImport(module.program, name);
      needs.push({ from: origin.module, imported: origin.imported, local: name, isType });
    } else if (scopes.module.has(name)) {
      const statement = declaring(module.program, name);
      if (!statement) throw refuse(name);
      const known = exported.get(name);
      if (known === undefined) {
        const start = statement.start ?? 0;
        exports.push({ start, end: start, text: "export " });
      }
      const from = `./${module.path.replace(/^.*\//, "").replace(/\.\w+$/, "")}`;
      const isType = /^TS(?:Interface|TypeAlias)/.test(declarationIn(statement).type);
      needs.push({ from, imported: known ?? name, local: name, isType });
    } else if (isOptions(name) && authOptions) {
      const from = specifierTo(folder, authOptions.module);
      needs.push({ from, imported: name, local: name, isType: false });
    } else if (name === "ParsedUrlQuery") {
      needs.push({ from: "node:querystring", imported: name, local: name, isType: true });
    } else if (name !== AS_CONST && !scopes.globals.has(name)) {
      throw refuse(name);
    }
  }
  return { needs, exports };
}

/** What is imported cannot be assigned. */
function refuseWrites(program: t.Program, globals: ReadonlySet<string>): void {
  walk(program, (node) => {
    const targets =
      node.type === "AssignmentExpression"
        ? patternNames(node.left)
        : node.type === "UpdateExpression"
          ? patternNames(node.argument)
          : [];
    const written = targets.find((name) => globals.has(name));
    if (written === undefined) return true;
    throw new NotUnderstood("wrapped", `It changes \`${written}\` of its module.`, lineOf(node));
  });
}

function isTypeImport(program: t.Program, local: string): boolean {
  return program.body.some(
    (statement) =>
      statement.type === "ImportDeclaration" &&
      statement.specifiers.some(
        (specifier) =>
          specifier.local.name === local &&
          (statement.importKind === "type" ||
            (specifier.type === "ImportSpecifier" && specifier.importKind === "type")),
      ),
  );
}

function declaring(program: t.Program, name: string): t.Statement | undefined {
  return program.body.find((statement) => {
    const declaration = declarationIn(statement);
    if (declaration.type === "VariableDeclaration") {
      return declaration.declarations.some(({ id }) => patternNames(id).includes(name));
    }
    return (
      "id" in declaration && declaration.id?.type === "Identifier" && declaration.id.name === name
    );
  });
}

function declarationIn(statement: t.Statement): t.Node {
  const isExport =
    statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
  return isExport && statement.declaration ? statement.declaration : statement;
}

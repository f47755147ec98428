import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import { importStyle, narrowImport } from "../page/imports.ts";
import { inStyle } from "../page/route-exports.ts";
import { rangeOf } from "../syntax/parse.ts";
import type { AnalysedApi } from "./analyse.ts";

/** The imports of a module that becomes a route handler: what it needs now, without what it needed. */
export class RouteImports {
  readonly #api: AnalysedApi;
  /** Module → names, `type X` for types. */
  readonly #added = new Map<string, Set<string>>();
  readonly #dropped = new Set<string>();

  constructor(api: AnalysedApi) {
    this.#api = api;
  }

  add(from: string, name: string): void {
    this.#added.set(from, (this.#added.get(from) ?? new Set()).add(name));
  }

  /** A name that nobody uses any longer, unless somebody does. */
  drop(name: string): void {
    this.#dropped.add(name);
  }

  /**
   * Writes them among the other edits of the module.
   * @param below statements that follow the imports
   * @throws NotUnderstood where a name is taken
   */
  write(edits: Edit[], below: readonly string[]): void {
    const { module } = this.#api;
    this.#dropUnused(edits);
    const lines = this.#lines();
    const packages = lines.filter((line) => !/from ["']\./.test(line));
    const local = lines.filter((line) => /from ["']\./.test(line));
    const after = [...local, ...below.flatMap((line) => ["", line])];
    const imports = module.program.body.filter(({ type }) => type === "ImportDeclaration");
    const [first] = imports;
    const last = imports.at(-1);
    if (first && last) {
      insert(edits, rangeOf(first)[0], `${packages.join("\n")}\n`);
      if (after.length > 0) insert(edits, rangeOf(last)[1], `\n${after.join("\n")}`);
      return;
    }
    const [statement] = module.program.body;
    const top = statement ? rangeOf(statement)[0] : 0;
    insert(edits, top, `${[...packages, ...after].join("\n")}\n\n`);
  }

  #lines(): string[] {
    const { module, scopes } = this.#api;
    const style = importStyle(module);
    return [...this.#added].flatMap(([from, names]) => {
      const missing = [...names].filter((name) => !this.#isImported(from, name)).sort(byName);
      for (const name of missing.map(withoutType)) {
        if (scopes.all.some((binding) => binding.name === name && !this.#dropped.has(name))) {
          throw new NotUnderstood("name-taken", `The name \`${name}\` is taken.`, 1);
        }
      }
      if (missing.length === 0) return [];
      return [inStyle(`import { ${missing.join(", ")} } from "${from}";`, style)];
    });
  }

  /** Types of next that only the parameters had, and readers that are called by another name. */
  #dropUnused(edits: Edit[]): void {
    const { module, scopes } = this.#api;
    const isGone = (node: t.Node): boolean => {
      const [start, end] = rangeOf(node);
      return edits.some((edit) => edit.end > edit.start && edit.start <= start && end <= edit.end);
    };
    for (const [name, { module: from, imported }] of scopes.imports) {
      const binding = scopes.module.get(name);
      const isType = from === "next" && /^NextApi(?:Request|Response|Handler)$/.test(imported);
      if (!isType && !this.#dropped.has(name)) continue;
      if (binding?.references.every(({ node }) => isGone(node))) this.#dropped.add(name);
      else this.#dropped.delete(name);
    }
    for (const statement of module.program.body) {
      if (statement.type !== "ImportDeclaration") continue;
      edits.push(...narrowImport(module, statement, (name) => !this.#dropped.has(name)));
    }
  }

  #isImported(from: string, name: string): boolean {
    const known = this.#api.scopes.imports.get(withoutType(name));
    return known?.module === from && known.imported === withoutType(name);
  }
}

/** Inserts beside an import, which may itself be narrowed or go: then it is part of that edit. */
function insert(edits: Edit[], at: number, text: string): void {
  const index = edits.findIndex(({ start, end }) => start <= at && at < end);
  const around = edits[index];
  if (!around) edits.push({ start: at, end: at, text });
  else if (around.text === "" && at > around.start) {
    edits[index] = { ...around, text: `${text.replace(/^\n/, "")}\n` };
  } else edits[index] = { ...around, text: text + around.text };
}

function withoutType(name: string): string {
  return name.replace("type ", "");
}

function byName(a: string, b: string): number {
  return withoutType(a).toLowerCase().localeCompare(withoutType(b).toLowerCase());
}

import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import { lineOf, type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";
import type { Reference, Scopes } from "../syntax/scopes.ts";
import { keyName, memberName } from "../syntax/walk.ts";
import type { PageRoute } from "./convert.ts";
import { QUERY_HOOK } from "./query-hook.ts";

/** Whether a use of a router is its `query`. */
export function isQueryMember({ node, ancestors }: Reference): boolean {
  const parent = ancestors.at(-1);
  const isMember =
    parent?.type === "MemberExpression" || parent?.type === "OptionalMemberExpression";
  return isMember && parent.object === node && memberName(parent) === "query";
}

/** Finds `router.query` in a page, and takes it from a hook of the page's own. */
export class QueryUses {
  readonly #module: ParsedModule;
  readonly #scopes: Scopes;
  readonly #page: PageRoute | undefined;
  readonly #edits: Edit[] = [];
  /** Whether `useRouter` is still called for something else. */
  keepsRouter = false;
  found = false;

  constructor(module: ParsedModule, scopes: Scopes, page: PageRoute | undefined) {
    this.#module = module;
    this.#scopes = scopes;
    this.#page = page;
  }

  /**
   * Looks at one `useRouter()`.
   * @returns whether nothing else than the query was taken from it
   */
  take({ node, ancestors }: Reference): boolean {
    const call = ancestors.at(-1);
    const declarator = ancestors.at(-2);
    const declaration = ancestors.at(-3);
    if (!this.#page || call?.type !== "CallExpression" || call.callee !== node) return false;
    if (declarator?.type !== "VariableDeclarator" || declarator.init !== call) {
      this.keepsRouter = true;
      return false;
    }
    if (declaration?.type !== "VariableDeclaration" || declaration.declarations.length !== 1) {
      this.keepsRouter = true;
      return false;
    }
    const onlyQuery =
      declarator.id.type === "Identifier"
        ? this.#named(declarator.id, call, declaration)
        : this.#destructured(declarator.id, call, declaration);
    this.keepsRouter ||= !onlyQuery;
    return onlyQuery;
  }

  edits(): readonly Edit[] {
    return this.#edits;
  }

  /** Whether one of the edits here replaces what another edit is about. */
  covers(edit: Edit): boolean {
    return this.#edits.some((own) => own.start <= edit.start && edit.end <= own.end);
  }

  #named(
    router: t.Identifier,
    call: t.CallExpression,
    declaration: t.VariableDeclaration,
  ): boolean {
    const references = this.#scopes.bindingOf(router)?.references ?? [];
    const members = references.filter(isQueryMember);
    if (members.length === 0) return false;
    this.found = true;
    const name = this.#freeName(declaration);
    for (const { ancestors } of members) {
      const [start, end] = rangeOf(ancestors.at(-1) as t.Node);
      this.#edits.push({ start, end, text: name });
    }
    if (members.length === references.length) {
      const [start] = rangeOf(router);
      this.#edits.push({ start, end: rangeOf(call)[1], text: `${name} = ${QUERY_HOOK}()` });
      return true;
    }
    this.#declareAfter(declaration, name);
    return false;
  }

  /** `const { query, push } = useRouter()`. */
  #destructured(
    pattern: t.Node,
    call: t.CallExpression,
    declaration: t.VariableDeclaration,
  ): boolean {
    if (pattern.type !== "ObjectPattern") return false;
    const query = pattern.properties.find(
      (property) => property.type === "ObjectProperty" && keyName(property) === "query",
    );
    if (query?.type !== "ObjectProperty") return false;
    this.found = true;
    const target = textOf(this.#module, query.value);
    const others = pattern.properties.filter((property) => property !== query);
    const [start, end] = rangeOf(pattern);
    if (others.length === 0) {
      this.#edits.push({ start, end: rangeOf(call)[1], text: `${target} = ${QUERY_HOOK}()` });
      return true;
    }
    const kept = others.map((property) => textOf(this.#module, property)).join(", ");
    this.#edits.push({ start, end, text: `{ ${kept} }` });
    this.#declareAfter(declaration, target);
    return false;
  }

  #declareAfter(declaration: t.VariableDeclaration, target: string): void {
    const { text } = this.#module;
    const [start, end] = rangeOf(declaration);
    const indent =
      /[ \t]*$/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))?.[0] ?? "";
    const semicolon = text[end - 1] === ";" ? ";" : "";
    const line = `\n${indent}const ${target} = ${QUERY_HOOK}()${semicolon}`;
    this.#edits.push({ start: end, end, text: line });
  }

  #freeName(at: t.Node): string {
    const names = ["query", "routeQuery", "pageQuery"];
    const [from, to] = this.#page?.serverRange ?? [0, 0];
    const taken = (name: string): boolean =>
      this.#scopes.all.some((binding) => {
        const at = binding.declarations[0]?.start ?? 0;
        return binding.name === name && !(at > from && at < to);
      });
    const free = names.find((name) => !taken(name));
    if (free !== undefined && !taken(QUERY_HOOK)) return free;
    throw new NotUnderstood(
      "router-property",
      "`router.query` needs a name, and query, routeQuery and pageQuery are taken.",
      lineOf(at),
    );
  }
}

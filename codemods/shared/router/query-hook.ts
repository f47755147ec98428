import type * as t from "@babel/types";
import type { Edit } from "../editing/edits.ts";
import { lineBreakOf } from "../editing/statements.ts";
import { importStyle } from "../page/imports.ts";
import { type ParsedModule, rangeOf } from "../syntax/parse.ts";

/** Name of the hook that a client file gets in place of `router.query`. */
export const QUERY_HOOK = "useQuery";

/**
 * The hook that gives what `router.query` gave: the query, with repeated names as lists, and the
 * decoded params of the route over it. The object stays the same until the address changes, as
 * hooks that depend on it expect.
 */
function queryHook(module: ParsedModule, hasParams: boolean): string {
  const typed = module.isTypeScript;
  const params = hasParams
    ? `
    for (const [name, value] of Object.entries(params ?? {})) {
      if (value === undefined) continue;
      query[name] = Array.isArray(value) ? value.map(decodeURIComponent) : decodeURIComponent(value);
    }`
    : "";
  return `
/** The query and the params of the route in one. */
function ${QUERY_HOOK}()${typed ? ": ParsedUrlQuery" : ""} {
${hasParams ? "  const params = useParams();\n" : ""}  const searchParams = useSearchParams();
  return useMemo(() => {
    const query${typed ? ": ParsedUrlQuery" : ""} = {};
    searchParams?.forEach((value, name) => {
      const earlier = query[name];
      query[name] = earlier === undefined ? value : ${typed ? "([] as string[])" : "[]"}.concat(earlier, value);
    });${params}
    return query;
  }, [${hasParams ? "params, " : ""}searchParams]);
}
`;
}

/** Edits that add the hook at the end of a module, and the imports that it needs. */
export function addQueryHook(
  module: ParsedModule,
  routerImport: t.ImportDeclaration,
  hasParams: boolean,
  keepsRouter: boolean,
): Edit[] {
  const { quote, semicolon } = importStyle(module);
  const hooks = [
    ...(hasParams ? ["useParams"] : []),
    ...(keepsRouter ? ["useRouter"] : []),
    "useSearchParams",
  ];
  const [start, end] = rangeOf(routerImport);
  const line = lineBreakOf(module.text);
  const from = (names: string, source: string, type = ""): string =>
    `import ${type}{ ${names} } from ${quote}${source}${quote}${semicolon}`;
  const lines = [from(hooks.join(", "), "next/navigation")];
  const react = reactImport(module);
  const edits: Edit[] = [];
  if (react === undefined) lines.push(from("useMemo", "react"));
  else if (react !== "there") edits.push(react);
  if (module.isTypeScript) lines.unshift(from("ParsedUrlQuery", "node:querystring", "type "));
  edits.push({ start, end, text: lines.join(line) });
  const [, last] = rangeOf(module.program);
  const hook = queryHook(module, hasParams).replace(/\n/g, line);
  const gap = module.text.endsWith("\n") ? "" : line;
  edits.push({ start: last, end: last, text: gap + hook });
  return edits;
}

/** Adds `useMemo` to an import of react that names hooks already. */
function reactImport(module: ParsedModule): Edit | "there" | undefined {
  for (const statement of module.program.body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== "react") continue;
    if (statement.importKind === "type") continue;
    const named = statement.specifiers.filter((specifier) => specifier.type === "ImportSpecifier");
    if (named.some(({ local }) => local.name === "useMemo")) return "there";
    const lastNamed = named.at(-1);
    if (!lastNamed) continue;
    const [, end] = rangeOf(lastNamed);
    return { start: end, end, text: ", useMemo" };
  }
  return undefined;
}

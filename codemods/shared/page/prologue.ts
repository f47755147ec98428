import type { ContextUses } from "../gssp/context.ts";
import type { PageFacts, PageParam } from "./facts.ts";

/** What stands before the old body in the page function, and how the function takes its input. */
export interface Prologue {
  /** The parameter list, with parentheses. */
  readonly parameters: string;
  /** Statements without indentation, in order. */
  readonly statements: readonly string[];
  readonly needsParsedUrlQuery: boolean;
  /** Whether `resolveUrl` has to be declared in the file. */
  readonly needsResolveUrl: boolean;
}

/**
 * Declares the params and the query as `getServerSideProps` had them: decoded, and the query merged
 * with the params. The App Router hands them over percent-encoded, and as promises from Next 15.
 * @param typed whether to write types
 * @param paramsType source text of the type that the page gave to its params
 */
export function prologueOf(
  uses: ContextUses,
  facts: Pick<PageFacts, "params" | "nextMajor" | "pattern">,
  typed: boolean,
  paramsType: string | undefined,
  free: (name: string) => string,
): Prologue {
  const mergesParams = facts.params.length > 0;
  const wantsUrl = uses.resolvedUrl !== undefined;
  const wantsParams = uses.params !== undefined || (uses.query !== undefined && mergesParams);
  const wantsEncoded = mergesParams && (wantsParams || wantsUrl);
  const wantsSearch = uses.query !== undefined || wantsUrl;
  const stores = storeStatements(uses, facts.nextMajor);
  if (!wantsParams && !wantsSearch) {
    return {
      parameters: "()",
      statements: stores,
      needsParsedUrlQuery: false,
      needsResolveUrl: false,
    };
  }
  const input = free("props");
  const awaited = facts.nextMajor >= 15;
  const read = (name: string): string => (awaited ? `await ${input}.${name}` : `${input}.${name}`);
  const statements: string[] = [...stores];
  const params = uses.params ?? free("params");
  const note = typed ? ": ParsedUrlQuery" : "";
  const encoded = free("encoded");
  if (wantsEncoded) statements.push(`const ${encoded} = ${read("params")};`);
  if (wantsParams && mergesParams) {
    const decoded = facts.params.map((param) => decodedEntry(param, encoded)).join(", ");
    statements.push(
      paramsType === undefined
        ? `const ${params}${note} = { ${decoded} };`
        : `const ${params} = { ${decoded} } as ${paramsType};`,
    );
  } else if (wantsParams) {
    statements.push(`const ${params}${note} = {};`);
  }
  if (uses.query !== undefined) {
    const search = read("searchParams");
    const merged = awaited ? `...(${search})` : `...${search}`;
    const value = mergesParams ? `{ ${merged}, ...${params} }` : `{ ${merged} }`;
    statements.push(`const ${uses.query}${note} = ${value};`);
  }
  if (wantsUrl) {
    const path = pathOf(facts, encoded);
    statements.push(`const ${uses.resolvedUrl} = resolveUrl(${path}, ${read("searchParams")});`);
  }
  for (const { pattern, from } of uses.unpacked) {
    statements.push(`const ${pattern} = ${from === "params" ? params : uses.query};`);
  }
  return {
    parameters: typed
      ? typedParameters(input, facts, { params: wantsEncoded, search: wantsSearch })
      : `(${input})`,
    statements,
    needsParsedUrlQuery: typed && (wantsSearch || (wantsParams && paramsType === undefined)),
    needsResolveUrl: wantsUrl,
  };
}

/** `const cookieStore = await cookies();`, and the same for the headers. */
export function storeStatements({ stores }: ContextUses, nextMajor: number): string[] {
  const read = nextMajor >= 15 ? "await " : "";
  return (["cookies", "headers"] as const).flatMap((store) =>
    stores[store] === undefined ? [] : [`const ${stores[store]} = ${read}${store}();`],
  );
}

function typedParameters(
  input: string,
  facts: Pick<PageFacts, "params" | "nextMajor">,
  wants: { readonly params: boolean; readonly search: boolean },
): string {
  const wrap = (type: string): string => (facts.nextMajor >= 15 ? `Promise<${type}>` : type);
  const fields: string[] = [];
  if (wants.params) {
    const types = facts.params.map(paramType).join("; ");
    fields.push(`params: ${wrap(`{ ${types} }`)}`);
  }
  if (wants.search) fields.push(`searchParams: ${wrap("ParsedUrlQuery")}`);
  if (fields.length === 0) return "()";
  return `(${input}: {\n${fields.map((field) => `  ${field};\n`).join("")}})`;
}

/** The path of the page with its params as they arrive, which is encoded already. */
function pathOf(
  { pattern, params }: Pick<PageFacts, "params" | "pattern">,
  encoded: string,
): string {
  if (params.length === 0) return JSON.stringify(pattern);
  const segments = pattern
    .split("/")
    .filter(Boolean)
    .map((segment) => {
      const param = params.find(({ name }) =>
        new RegExp(`^\\[+(\\.\\.\\.)?${escaped(name)}\\]+$`).test(segment),
      );
      if (!param) return `/${segment}`;
      const value = isName(param.name) ? `${encoded}.${param.name}` : `${encoded}["${param.name}"]`;
      if (param.kind === "one") return `/\${${value}}`;
      if (param.kind === "rest") return `/\${${value}.join("/")}`;
      return `\${${value} ? \`/\${${value}.join("/")}\` : ""}`;
    });
  return `\`${segments.join("")}\``;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Declares the function that puts an address together as `getServerSideProps` had it. */
export function resolveUrlFunction(typed: boolean): string {
  const parameters = typed
    ? "pathname: string, searchParams: ParsedUrlQuery"
    : "pathname, searchParams";
  return `/** The address that was asked for: the path, and the query in the order that it came. */
function resolveUrl(${parameters}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(searchParams)) {
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, item ?? "");
  }
  return search.toString() === "" ? pathname : \`\${pathname}?\${search}\`;
}`;
}

function paramType({ name, kind }: PageParam): string {
  const type = kind === "one" ? ": string" : kind === "rest" ? ": string[]" : "?: string[]";
  return `${propertyName(name)}${type}`;
}

function decodedEntry({ name, kind }: PageParam, encoded: string): string {
  const value = isName(name) ? `${encoded}.${name}` : `${encoded}["${name}"]`;
  if (kind === "one") return `${propertyName(name)}: decodeURIComponent(${value})`;
  const map = `${kind === "rest" ? value : `${value}?`}.map(decodeURIComponent)`;
  return `${propertyName(name)}: ${map}`;
}

function propertyName(name: string): string {
  return isName(name) ? name : `"${name}"`;
}

function isName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

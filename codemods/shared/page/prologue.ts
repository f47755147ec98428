import type { ContextUses } from "../gssp/context.ts";
import type { PageFacts, PageParam } from "./facts.ts";

/** What stands before the old body in the page function, and how the function takes its input. */
export interface Prologue {
  /** The parameter list, with parentheses. */
  readonly parameters: string;
  /** Statements without indentation, in order. */
  readonly statements: readonly string[];
  readonly needsParsedUrlQuery: boolean;
}

/**
 * Declares the params and the query as `getServerSideProps` had them: decoded, and the query merged
 * with the params. The App Router hands them over percent-encoded, and as promises from Next 15.
 * @param typed whether to write types
 * @param paramsType source text of the type that the page gave to its params
 */
export function prologueOf(
  uses: ContextUses,
  facts: Pick<PageFacts, "params" | "nextMajor">,
  typed: boolean,
  paramsType: string | undefined,
  free: (name: string) => string,
): Prologue {
  const mergesParams = facts.params.length > 0;
  const wantsParams = uses.params !== undefined || (uses.query !== undefined && mergesParams);
  if (!wantsParams && uses.query === undefined) {
    return { parameters: "()", statements: [], needsParsedUrlQuery: false };
  }
  const input = free("props");
  const awaited = facts.nextMajor >= 15;
  const read = (name: string): string => (awaited ? `await ${input}.${name}` : `${input}.${name}`);
  const statements: string[] = [];
  const params = uses.params ?? free("params");
  const note = typed ? ": ParsedUrlQuery" : "";
  if (wantsParams && mergesParams) {
    const encoded = free("encoded");
    statements.push(`const ${encoded} = ${read("params")};`);
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
  for (const { pattern, from } of uses.unpacked) {
    statements.push(`const ${pattern} = ${from === "params" ? params : uses.query};`);
  }
  return {
    parameters: typed ? typedParameters(input, uses, facts, wantsParams) : `(${input})`,
    statements,
    needsParsedUrlQuery:
      typed && (uses.query !== undefined || (wantsParams && paramsType === undefined)),
  };
}

function typedParameters(
  input: string,
  uses: ContextUses,
  facts: Pick<PageFacts, "params" | "nextMajor">,
  wantsParams: boolean,
): string {
  const wrap = (type: string): string => (facts.nextMajor >= 15 ? `Promise<${type}>` : type);
  const fields: string[] = [];
  if (wantsParams && facts.params.length > 0) {
    const types = facts.params.map(paramType).join("; ");
    fields.push(`params: ${wrap(`{ ${types} }`)}`);
  }
  if (uses.query !== undefined) fields.push(`searchParams: ${wrap("ParsedUrlQuery")}`);
  if (fields.length === 0) return "()";
  return `(${input}: {\n${fields.map((field) => `  ${field};\n`).join("")}})`;
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

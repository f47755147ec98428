import type * as t from "@babel/types";
import { type Edit, editedSlice } from "../editing/edits.ts";
import { type ParsedModule, rangeOf } from "../syntax/parse.ts";
import { bare } from "../syntax/walk.ts";
import type { Answer, HeaderSet } from "./answers.ts";

/** Statuses whose answers have no body, for which a `Response` refuses one. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * The `NextResponse` that says what an answer said.
 * @param edits edits of the expressions inside it
 * @param headers name of the `Headers` that were set before, where there are any
 * @param type what `NextApiResponse<…>` says the answers are
 */
export function answerText(
  module: ParsedModule,
  { kind, status, value }: Answer,
  edits: readonly Edit[],
  headers: string | undefined,
  type: string | undefined,
): string {
  const slice = (node: t.Node): string => editedSlice(module.text, edits, rangeOf(node));
  if (kind === "redirect" && value) {
    const code = status ? slice(status) : "307";
    const all =
      headers === undefined
        ? `{ Location: ${slice(value)} }`
        : `[...${headers}, ["Location", ${slice(value)}]]`;
    return `new NextResponse(null, { status: ${code}, headers: ${all} })`;
  }
  const fields = [
    ...(status && !isDefault(status) ? [`status: ${slice(status)}`] : []),
    ...(headers === undefined ? [] : [headers === "headers" ? headers : `headers: ${headers}`]),
  ];
  const init = fields.length > 0 ? `, { ${fields.join(", ")} }` : "";
  if (kind === "empty" || !value || hasNoBody(status)) return `new NextResponse(null${init})`;
  if (kind === "text") return `new NextResponse(${slice(value)}${init})`;
  const text = slice(value);
  if (isWritten(bare(value))) {
    return `NextResponse.json${type === undefined ? "" : `<${type}>`}(${text}${init})`;
  }
  return `NextResponse.json(${defined(value, text)}${init})`;
}

/** `headers.set(…)` in place of `res.setHeader(…)`; several values are several headers. */
export function headerText(
  module: ParsedModule,
  { name, values }: HeaderSet,
  edits: readonly Edit[],
  headers: string,
): string {
  const slice = (node: t.Node): string => editedSlice(module.text, edits, rangeOf(node));
  const texts = values.map(bare).flatMap((value) => (isPlain(value) ? [value.value] : []));
  if (texts.length > 1 && texts.length === values.length && isPlain(name) && isListed(name.value)) {
    return `${headers}.set(${slice(name)}, ${JSON.stringify(texts.join(", "))})`;
  }
  const [first, ...more] = values;
  const of = (value: t.Expression): string => `(${slice(name)}, ${slice(value)})`;
  if (!first) return `${headers}.delete(${slice(name)})`;
  return [
    `${headers}.set${of(first)}`,
    ...more.map((value) => `${headers}.append${of(value)}`),
  ].join("; ");
}

function isPlain(node: t.Node): node is t.StringLiteral {
  return node.type === "StringLiteral";
}

/** Several headers of a name are one with a list, but for cookies. */
function isListed(name: string): boolean {
  return name.toLowerCase() !== "set-cookie";
}

/** A value that is written out, so that it is not undefined. */
function isWritten(value: t.Node): boolean {
  return (
    value.type === "ObjectExpression" ||
    value.type === "ArrayExpression" ||
    value.type === "TemplateLiteral" ||
    /Literal$/.test(value.type)
  );
}

/** `res.json(undefined)` answers with nothing, where `NextResponse.json(undefined)` throws. */
function defined(node: t.Expression, text: string): string {
  const binds =
    node.type === "Identifier" ||
    node.type === "MemberExpression" ||
    node.type === "OptionalMemberExpression" ||
    node.type === "CallExpression";
  return binds ? `${text} ?? null` : `(${text}) ?? null`;
}

function isDefault(status: t.Expression): boolean {
  return status.type === "NumericLiteral" && status.value === 200;
}

function hasNoBody(status: t.Expression | undefined): boolean {
  return status?.type === "NumericLiteral" && WITHOUT_BODY.has(status.value);
}

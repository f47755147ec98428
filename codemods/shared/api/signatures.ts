import type * as t from "@babel/types";
import { type Edit, editedSlice } from "../editing/edits.ts";
import { type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";
import type { Handler } from "./handlers.ts";

/** What a handler is given besides its request. */
export type Given = "body" | "query" | "headers";

/** The names of what handlers are given, and its types. */
export type GivenNames = Readonly<Record<Given, string>>;

const TYPES: Readonly<Record<Given, string>> = {
  body: "ApiBody",
  query: "ApiQuery",
  headers: "Headers",
};

/** The parameters of a handler, which has no response any longer. */
export function parameterEdits(
  module: ParsedModule,
  { fn, roles, exportedBy, annotation }: Handler,
  given: readonly Given[],
  names: GivenNames,
  context: string | undefined,
): Edit[] {
  const typed = (name: string, type: string): string =>
    module.isTypeScript ? `${name}: ${type}` : name;
  const kept = fn.params.flatMap((parameter, index) => {
    const role = roles.get(index);
    if (role === undefined) return [textOf(module, parameter)];
    if (role === "response" || parameter.type !== "Identifier") return [];
    return [typed(parameter.name, "NextRequest")];
  });
  const more = exportedBy ? [] : given.map((need) => typed(names[need], TYPES[need]));
  const all = [...kept, ...more, ...(exportedBy && context ? [context] : [])];
  const edits: Edit[] = [listEdit(module, fn, all.join(", "))];
  for (const note of [fn.returnType, annotation]) {
    const [start, end] = note ? rangeOf(note) : [0, 0];
    if (note) edits.push({ start, end, text: "" });
  }
  return edits;
}

/**
 * The arguments of a call of another handler.
 * @param edits edits of the arguments that stay
 */
export function argumentEdit(
  module: ParsedModule,
  call: t.CallExpression,
  callee: Handler,
  given: readonly Given[],
  names: GivenNames,
  edits: readonly Edit[],
): Edit {
  const kept = call.arguments
    .filter((_, index) => callee.roles.get(index) !== "response")
    .map((argument) => editedSlice(module.text, edits, rangeOf(argument)));
  const open = module.text.indexOf("(", rangeOf(call.callee)[1]);
  const text = [...kept, ...given.map((need) => names[need])].join(", ");
  return { start: open + 1, end: rangeOf(call)[1] - 1, text };
}

/** Replaces what stands between the parentheses of a parameter list, which an arrow may not have. */
function listEdit(module: ParsedModule, fn: Handler["fn"], text: string): Edit {
  const [first] = fn.params;
  const last = fn.params.at(-1);
  if (!first || !last) {
    const open = module.text.indexOf("(", rangeOf(fn)[0]);
    return { start: open + 1, end: open + 1, text };
  }
  const [start] = rangeOf(first);
  const [, end] = rangeOf(last);
  const behind = /^\s*,?\s*\)/.exec(module.text.slice(end));
  if (!behind) return { start, end, text: `(${text})` };
  const open = module.text.lastIndexOf("(", start - 1);
  return { start: open + 1, end: end + behind[0].length - 1, text };
}

/** `T` of a handler's `NextApiResponse<T>`, as the source has it. */
export function answerType(module: ParsedModule, { fn, roles }: Handler): string | undefined {
  const index = [...roles].find(([, role]) => role === "response")?.[0];
  const parameter = index === undefined ? undefined : fn.params[index];
  const note = parameter?.type === "Identifier" ? parameter.typeAnnotation : undefined;
  const type = note?.type === "TSTypeAnnotation" ? note.typeAnnotation : undefined;
  const [argument] = type?.type === "TSTypeReference" ? (type.typeParameters?.params ?? []) : [];
  return argument && textOf(module, argument);
}

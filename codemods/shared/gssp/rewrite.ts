import type * as t from "@babel/types";
import { type Edit, editedSlice } from "../editing/edits.ts";
import { type ParsedModule, rangeOf, textOf } from "../syntax/parse.ts";
import type { Outcome } from "./outcomes.ts";
import type { SessionRead } from "./readers.ts";
import type { NeededImport } from "./server-functions.ts";

type SingleOutcome = Exclude<Outcome, { kind: "choice" }>;

/** The function of next/navigation that an outcome becomes a call of. */
export function navigationCall(
  outcome: SingleOutcome,
): "redirect" | "permanentRedirect" | "notFound" | undefined {
  if (outcome.kind === "not-found") return "notFound";
  if (outcome.kind !== "redirect") return undefined;
  return outcome.status === 308 ? "permanentRedirect" : "redirect";
}

/** The reader of a server component in place of the one with a request. */
export function readEdits(
  module: ParsedModule,
  read: SessionRead,
  authOptions: string | undefined,
): Edit[] {
  const { call, reader, form } = read;
  const edits: Edit[] = [];
  const callee = rangeOf(call.callee);
  const local = equivalentLocal(read);
  if (local !== read.local) edits.push({ start: callee[0], end: callee[1], text: local });
  const [first] = call.arguments;
  const last = call.arguments.at(-1);
  if (!first || !last) return edits;
  const start = rangeOf(first)[0];
  if (reader.equivalent.options === "of-project") {
    const end = trailingComma(module, rangeOf(last)[1]);
    edits.push({ start, end, text: authOptions ?? "authOptions" });
    return edits;
  }
  const kept = call.arguments[form.indexOf("options")] ?? last;
  edits.push({ start, end: rangeOf(kept)[0], text: "" });
  return edits;
}

/** {@link readEdits} for several reads, and the imports that they bring. */
export function sessionEdits(
  module: ParsedModule,
  reads: readonly SessionRead[],
  authOptions: string | undefined,
): { readonly edits: readonly Edit[]; readonly imports: readonly NeededImport[] } {
  const imports = reads.flatMap((read): NeededImport[] => {
    const { name, from } = read.reader.equivalent;
    const local = equivalentLocal(read);
    const isThere = read.reader.name === name;
    return isThere ? [] : [{ from, imported: name, local, isType: false }];
  });
  return { edits: reads.flatMap((read) => readEdits(module, read, authOptions)), imports };
}

/** Name of the equivalent in the server file: an alias that the page gave stays. */
export function equivalentLocal({ reader, local }: SessionRead): string {
  return local === reader.name ? reader.equivalent.name : local;
}

/**
 * A return of the old function as the statement that does the same in a server component.
 * @param edits edits of the expressions inside it
 * @param elementFor the text that a return of props becomes
 */
export function outcomeText(
  module: ParsedModule,
  outcome: Outcome,
  edits: readonly Edit[],
  elementFor: (outcome: SingleOutcome, indent: string) => string,
  indent: string,
): string {
  const { node } = outcome.at;
  if (outcome.kind === "choice") {
    const inner = `${indent}  `;
    const test = editedSlice(module.text, edits, rangeOf(outcome.test));
    const branch = (part: Outcome): string =>
      `{\n${inner}${outcomeText(module, part, edits, elementFor, inner)}\n${indent}}`;
    const kept = [outcome.test, outcome.consequent.at.node, outcome.alternate.at.node];
    const comments = commentsOutside(module, node, kept)
      .map((comment) => `${comment}\n${indent}`)
      .join("");
    return `${comments}if (${test}) ${branch(outcome.consequent)} else ${branch(outcome.alternate)}`;
  }
  const element = elementFor(outcome, indent);
  const semicolon =
    node.type !== "ReturnStatement" || textOf(module, node).endsWith(";") ? ";" : "";
  if (outcome.kind === "props") return `return ${element}${semicolon}`;
  if (outcome.kind === "hand-over") {
    const values = outcome.given.map((value) => editedSlice(module.text, edits, rangeOf(value)));
    if (values.length === 0) return `return${semicolon}`;
    if (values.length === 1) return `return ${values[0]}${semicolon}`;
    return `return [${values.join(", ")}]${module.isTypeScript ? " as const" : ""}${semicolon}`;
  }
  const argument =
    outcome.kind === "redirect"
      ? editedSlice(module.text, edits, rangeOf(outcome.destination))
      : "";
  const kept = outcome.kind === "redirect" ? [outcome.destination] : [];
  const comments = commentsOutside(module, node, kept)
    .map((comment) => `${comment}\n${indent}`)
    .join("");
  return `${comments}${navigationCall(outcome)}(${argument})${semicolon}`;
}

/** Comments inside a node that stand in none of the parts that stay. */
function commentsOutside(module: ParsedModule, node: t.Node, kept: readonly t.Node[]): string[] {
  const [start, end] = rangeOf(node);
  return module.comments.flatMap((comment) => {
    const [from, to] = rangeOf(comment);
    const inside = from >= start && to <= end;
    const stays = kept.some((part) => from >= rangeOf(part)[0] && to <= rangeOf(part)[1]);
    return inside && !stays ? [module.text.slice(from, to)] : [];
  });
}

function trailingComma({ text }: ParsedModule, end: number): number {
  const match = /^\s*,(?=\s*\))/.exec(text.slice(end));
  return match ? end + match[0].length : end;
}

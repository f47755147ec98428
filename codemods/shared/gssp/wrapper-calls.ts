import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { lineOf, type ParsedModule, textOf } from "../syntax/parse.ts";
import type { ContextUses } from "./context.ts";
import type { ServerFunction, Wrapped } from "./server-functions.ts";

/**
 * The statements that ask the wrappers of a function, the outermost first. What the last of them
 * handed to the function becomes a declaration: `const session = await requireSession();`.
 * @throws NotUnderstood when the function takes more than its wrapper gives
 */
export function guardStatements(
  module: ParsedModule,
  { fn, wrappers }: Wrapped,
  uses: Pick<ContextUses, "params" | "query" | "resolvedUrl">,
): string[] {
  if (wrappers.length === 0) return [];
  const [, ...extras] = fn.params;
  const last = wrappers.at(-1)?.fn;
  if (extras.length > (last?.gives ?? 0)) {
    throw new NotUnderstood(
      "parameters",
      "It takes more than the context, and more than is known to be handed to it.",
      lineOf(fn),
    );
  }
  return wrappers.map((wrapper) => {
    const args = wrapper.args.map((arg) => textOf(module, arg));
    const call = `await ${wrapper.fn.name}(${[...args, ...passed(wrapper.fn, uses)].join(", ")});`;
    if (wrapper.fn !== last || extras.length === 0) return call;
    const names = extras.map((extra) => declared(module, extra, (last?.gives ?? 0) === 1));
    return `const ${last?.gives === 1 ? names[0] : `[${names.join(", ")}]`} = ${call}`;
  });
}

/** The object with the parts of the context that a function takes, if it takes any. */
export function passed(
  { takes }: ServerFunction,
  uses: Pick<ContextUses, "params" | "query" | "resolvedUrl">,
): string[] {
  if (takes.length === 0) return [];
  const entries = takes.map((role) => (uses[role] === role ? role : `${role}: ${uses[role]}`));
  return [`{ ${entries.join(", ")} }`];
}

/** A parameter as a declaration; its type comes along where it is declared alone. */
function declared(module: ParsedModule, parameter: t.Node, withType: boolean): string {
  const isPlain =
    (parameter.type === "Identifier" && !parameter.optional) || parameter.type === "ObjectPattern";
  if (!isPlain) {
    throw new NotUnderstood("parameters", "A parameter has an unusual form.", lineOf(parameter));
  }
  const text = textOf(module, parameter);
  const { typeAnnotation } = parameter;
  if (withType || !typeAnnotation) return text;
  return text.slice(0, (typeAnnotation.start ?? 0) - (parameter.start ?? 0)).trimEnd();
}

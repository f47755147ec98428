import type * as t from "@babel/types";
import { type Edit, editedSlice } from "../editing/edits.ts";
import { NotUnderstood } from "../finding.ts";
import { lineOf, type ParsedModule, rangeOf } from "../syntax/parse.ts";
import { keyName } from "../syntax/walk.ts";

/** How the props of one return reach the component. */
export interface PropsStyle {
  /** Name of the component in the server file. */
  readonly component: string;
  /**
   * `checked`: as attributes, where the types are known to fit or there are none.
   * `cast`: through `ComponentProps`, where next never compared the two and a type error could
   * appear that was none before. `untaken`: the component declares no parameter.
   */
  readonly typing: "checked" | "cast" | "untaken";
  /** Whether `_app` kept the `session` among the props to itself. */
  readonly withoutSession: boolean;
}

/** The element that renders the component with the props of one return. */
export function elementFor(
  module: ParsedModule,
  props: t.Expression,
  edits: readonly Edit[],
  style: PropsStyle,
  indent: string,
): string {
  const { component, typing } = style;
  if (props.type === "ObjectExpression" && style.withoutSession) {
    const rest = props.properties.filter((property) => !isPlainSession(property));
    if (rest.length === 0) return `<${component} />`;
  }
  const text = editedSlice(module.text, edits, rangeOf(props));
  if (props.type === "ObjectExpression") {
    if (props.properties.length === 0) return `<${component} />`;
    refuseReserved(props);
    const attributes = typing === "checked" ? attributesOf(module, props, edits) : undefined;
    if (attributes) return joinAttributes(component, attributes, indent);
  }
  if (typing === "checked") {
    return joinAttributes(component, [`{...${parenthesised(props, text)}}`], indent);
  }
  const cast =
    typing === "untaken" ? "as object" : `as unknown as ComponentProps<typeof ${component}>`;
  return joinAttributes(component, [`{...(${parenthesised(props, text)} ${cast})}`], indent);
}

/** `session` or `session: session`, whose evaluation does nothing. */
function isPlainSession(property: t.ObjectExpression["properties"][number]): boolean {
  return (
    property.type === "ObjectProperty" &&
    keyName(property) === "session" &&
    property.value.type === "Identifier"
  );
}

/** React keeps `key` and `ref` for itself. */
function refuseReserved(props: t.ObjectExpression): void {
  for (const property of props.properties) {
    const name = property.type === "SpreadElement" ? undefined : keyName(property);
    if (name !== "key" && name !== "ref") continue;
    throw new NotUnderstood(
      "reserved-prop",
      `A prop is named \`${name}\`, which React does not pass on.`,
      lineOf(property),
    );
  }
}

/** `{ a, b: c }` as attributes; undefined where it cannot be written so without losing anything. */
function attributesOf(
  module: ParsedModule,
  props: t.ObjectExpression,
  edits: readonly Edit[],
): string[] | undefined {
  const attributes: string[] = [];
  for (const property of props.properties) {
    if (property.type === "SpreadElement") {
      attributes.push(`{...${editedSlice(module.text, edits, rangeOf(property.argument))}}`);
      continue;
    }
    const name = keyName(property);
    if (property.type !== "ObjectProperty" || !name || !/^[A-Za-z_$][\w$]*$/.test(name)) {
      return undefined;
    }
    attributes.push(`${name}={${editedSlice(module.text, edits, rangeOf(property.value))}}`);
  }
  const [start, end] = rangeOf(props);
  const hasComments = module.comments.some((comment) => {
    const [at] = rangeOf(comment);
    return at > start && at < end;
  });
  return hasComments ? undefined : attributes;
}

function joinAttributes(component: string, attributes: readonly string[], indent: string): string {
  const oneLine = `<${component} ${attributes.join(" ")} />`;
  const fits = oneLine.length + indent.length < 80 && !oneLine.includes("\n");
  if (fits || (attributes.length === 1 && oneLine.includes("\n"))) return oneLine;
  const lines = attributes.map((attribute) => `${indent}    ${attribute}`).join("\n");
  return `(\n${indent}  <${component}\n${lines}\n${indent}  />\n${indent})`;
}

function parenthesised(node: t.Node, text: string): string {
  const plain =
    node.type === "Identifier" ||
    node.type === "ObjectExpression" ||
    node.type === "CallExpression";
  return plain || node.type === "MemberExpression" ? text : `(${text})`;
}

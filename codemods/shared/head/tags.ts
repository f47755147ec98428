import type * as t from "@babel/types";

/** One child of a `<Head>`, as far as it is understood. */
export interface HeadTag {
  readonly kind: "title" | "meta" | "link" | "other";
  /** Text of a static title. */
  readonly text?: string;
  /** Whether a title has one child only, which React needs. */
  readonly single?: boolean;
  readonly name?: string;
  readonly content?: string;
  readonly charset?: boolean;
}

/** Reads a child of `<Head>`. */
export function headTag(child: t.Node): HeadTag {
  if (child.type === "JSXExpressionContainer" && child.expression.type === "JSXEmptyExpression") {
    return { kind: "link" };
  }
  if (child.type !== "JSXElement") return { kind: "other" };
  const { name } = child.openingElement;
  const tag = name.type === "JSXIdentifier" ? name.name : "";
  if (tag === "title") return title(child);
  if (tag === "link") return { kind: "link" };
  if (tag !== "meta") return { kind: "other" };
  const attributes = staticAttributes(child.openingElement);
  const metaName = attributes.get("name");
  const content = attributes.get("content");
  return {
    kind: "meta",
    ...(metaName === undefined ? {} : { name: metaName }),
    ...(content === undefined ? {} : { content }),
    ...(attributes.has("charSet") ? { charset: true } : {}),
  };
}

/** The attributes of an element whose values are plain text. */
export function staticAttributes(element: t.JSXOpeningElement): Map<string, string> {
  const found = new Map<string, string>();
  for (const attribute of element.attributes) {
    if (attribute.type !== "JSXAttribute" || attribute.name.type !== "JSXIdentifier") continue;
    const text = staticText(attribute.value);
    if (text !== undefined) found.set(attribute.name.name, text);
  }
  return found;
}

/** The text of a literal in JSX: `"a"`, `{"a"}` and `` {`a`} ``. */
export function staticText(node: t.Node | null | undefined): string | undefined {
  if (node?.type === "StringLiteral") return node.value;
  if (node?.type === "JSXExpressionContainer") return staticText(node.expression);
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined;
  }
  return undefined;
}

function title(element: t.JSXElement): HeadTag {
  const children = element.children.filter(
    (child) => child.type !== "JSXText" || child.value.trim() !== "",
  );
  const [only, ...others] = children;
  if (others.length > 0 || !only) return { kind: "title", single: false };
  const text = only.type === "JSXText" ? joinLines(only.value) : staticText(only);
  return { kind: "title", single: true, ...(text === undefined ? {} : { text }) };
}

/** JSX joins the lines of a text with one space. */
function joinLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join(" ");
}

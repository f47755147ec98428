import { parse } from "@babel/parser";
import type {
  Comment,
  Node,
  TSAsExpression,
  TSNonNullExpression,
  TSSatisfiesExpression,
} from "@babel/types";
import MagicString from "magic-string";

/**
 * Takes the types out of TypeScript and leaves everything else as it is: comments, blank lines and
 * the shape of the code. Declarations that are nothing but types go with the comments above them.
 *
 * Only what can be erased is understood. Enums, namespaces and parameter properties make code, so
 * they have no place in the templates (TypeScript calls the rest `erasableSyntaxOnly`).
 *
 * @param source a module, with JSX or without
 * @throws SyntaxError where the source cannot be parsed, or holds syntax that cannot be erased
 */
export function stripTypes(source: string): string {
  const file = parse(source, {
    sourceType: "module",
    plugins: ["typescript", "jsx"],
    // Otherwise an expression would end before the parenthesis that belongs to it.
    createParenthesizedExpressions: true,
  });
  const text = new MagicString(source);
  const eraser = new Eraser(source, text);
  for (const statement of file.program.body) eraser.visit(statement);
  return tidy(text.toString());
}

/** Closes the gaps: blank lines that meet, and lists of parameters that need no lines of their own. */
function tidy(code: string): string {
  return code
    .replace(/\(\n((?: +\w+,\n)+) *\)/g, (list, names: string) => {
      const joined = `(${names.trim().replace(/,\n +/g, ", ").replace(/,$/, "")})`;
      return joined.length <= 60 ? joined : list;
    })
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+/, "")
    .replace(/\n+$/, "\n");
}

/** Nodes that end where the code begins again: they are cut out whole. */
const erased = new Set([
  "TSTypeAnnotation",
  "TSTypeParameterDeclaration",
  "TSTypeParameterInstantiation",
  "TSIndexSignature",
  "TSDeclareMethod",
]);
const statements = new Set([
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
  "TSDeclareFunction",
]);
const unerasable = new Set([
  "TSEnumDeclaration",
  "TSModuleDeclaration",
  "TSParameterProperty",
  "TSImportEqualsDeclaration",
  "TSExportAssignment",
]);

class Eraser {
  constructor(
    readonly source: string,
    readonly text: MagicString,
  ) {}

  visit(node: Node): void {
    if (unerasable.has(node.type)) {
      throw new SyntaxError(`${node.type} (line ${node.loc?.start.line}) cannot be erased.`);
    }
    if (this.#isOnlyTypes(node)) this.#removeStatement(node);
    else if (erased.has(node.type)) this.#remove(node.start, node.end);
    else {
      this.#removeTypesOf(node);
      for (const child of childrenOf(node)) this.visit(child);
    }
  }

  /** What is not a node of its own: marks, modifiers and the tails of expressions. */
  #removeTypesOf(node: Node): void {
    switch (node.type) {
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSNonNullExpression":
        this.#removeTail(node);
        break;
      case "ImportDeclaration":
      case "ExportNamedDeclaration":
        this.#removeTypeSpecifiers(node.specifiers);
        break;
      case "Identifier":
        if (node.optional) this.#removeMark((node.start ?? 0) + node.name.length);
        break;
      case "ClassProperty":
      case "ClassPrivateProperty":
      case "ClassMethod":
        this.#removeModifiers(node.start ?? 0, node.key);
        break;
      case "ClassDeclaration":
        this.#removeImplements(node);
        break;
    }
  }

  /** Parentheses around the expression lie outside of it, and stay. */
  #removeTail(node: TSAsExpression | TSSatisfiesExpression | TSNonNullExpression): void {
    const from = node.expression.end ?? 0;
    const to = "typeAnnotation" in node ? node.typeAnnotation.start : node.end;
    const closing = this.source.slice(from, to ?? from).lastIndexOf(")");
    this.#remove(from + closing + 1, node.end);
  }

  #isOnlyTypes(node: Node): boolean {
    if (statements.has(node.type)) return true;
    if (node.type === "VariableDeclaration" || node.type === "ClassProperty") {
      return node.declare === true;
    }
    if (node.type === "ImportDeclaration") {
      const { importKind, specifiers } = node;
      const types = specifiers.filter(isTypeSpecifier);
      return importKind === "type" || (specifiers.length > 0 && types.length === specifiers.length);
    }
    if (node.type !== "ExportNamedDeclaration") return false;
    return (
      node.exportKind === "type" || (node.declaration ? this.#isOnlyTypes(node.declaration) : false)
    );
  }

  /** With the comments above it and the line that it leaves empty. */
  #removeStatement(node: Node): void {
    const comments = (node.leadingComments ?? []) as Comment[];
    // A comment with a blank line below it speaks of something else.
    const apart = comments.findLastIndex((comment, index) => {
      const next = comments[index + 1]?.start ?? node.start ?? 0;
      return this.source.slice(comment.end, next).includes("\n\n");
    });
    let from = comments[apart + 1]?.start ?? node.start ?? 0;
    while (from > 0 && /[ \t]/.test(this.source.charAt(from - 1))) from--;
    let to = node.end ?? 0;
    while (/[ \t;]/.test(this.source.charAt(to))) to++;
    if (this.source.charAt(to) === "\n") to++;
    this.#remove(from, to);
  }

  #removeTypeSpecifiers(specifiers: readonly Node[]): void {
    const [first, ...named] = specifiers;
    if (
      first?.type === "ImportDefaultSpecifier" &&
      named.length > 0 &&
      named.every(isTypeSpecifier)
    ) {
      // Nothing is left between the braces, so they go as well.
      this.#remove(first.end, this.source.indexOf("}", named.at(-1)?.end ?? 0) + 1);
      return;
    }
    // Those at the end go with the comma before them, all others with the comma behind them.
    const last = specifiers.findLastIndex((specifier) => !isTypeSpecifier(specifier));
    for (const [index, specifier] of specifiers.entries()) {
      if (index < last && isTypeSpecifier(specifier)) {
        this.#remove(specifier.start, specifiers[index + 1]?.start);
      }
    }
    this.#remove(specifiers[last]?.end, specifiers.at(-1)?.end);
  }

  /** The `?` or `!` behind a name. */
  #removeMark(at: number): void {
    if (/[?!]/.test(this.source.charAt(at))) this.#remove(at, at + 1);
  }

  /** `private`, `readonly`, `override` and their like, and the mark behind the name. */
  #removeModifiers(start: number, key: Node): void {
    const modifiers = /\b(?:public|private|protected|readonly|override|abstract)\s+/g;
    for (const match of this.source.slice(start, key.start ?? start).matchAll(modifiers)) {
      this.#remove(start + match.index, start + match.index + match[0].length);
    }
    this.#removeMark(key.end ?? 0);
  }

  #removeImplements(node: Node & { type: "ClassDeclaration" }): void {
    const first = node.implements?.[0];
    if (!first) return;
    const start = this.source.lastIndexOf("implements", first.start ?? 0);
    this.#remove(start, node.body.start);
    node.implements = null;
  }

  #remove(start: number | null | undefined, end: number | null | undefined): void {
    if (typeof start === "number" && typeof end === "number" && end > start) {
      this.text.remove(start, end);
    }
  }
}

/** `type A` among the names that are imported or exported. */
function isTypeSpecifier(specifier: Node): boolean {
  if (specifier.type === "ImportSpecifier") return specifier.importKind === "type";
  return specifier.type === "ExportSpecifier" && specifier.exportKind === "type";
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key.endsWith("Comments") || key === "loc" || key === "extra") continue;
    for (const candidate of Array.isArray(value) ? value : [value]) {
      if (candidate && typeof candidate.type === "string") children.push(candidate);
    }
  }
  return children;
}

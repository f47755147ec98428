import { NotUnderstood } from "../finding.ts";
import { parseModule } from "../syntax/parse.ts";
import { walk } from "../syntax/walk.ts";
import type { ReadModule } from "./renders-children.ts";

/** Components of packages that are documented for the root layout as for `_document`. */
const PACKAGE_TAGS: Readonly<Record<string, readonly string[]>> = {
  react: ["Fragment"],
  "next/script": ["default"],
  "@mantine/core": ["ColorSchemeScript"],
};

/** Whether a component of a package does in a layout what it does in `_document`. */
export function isServerPackageComponent(origin: {
  readonly module: string;
  readonly imported: string;
}): boolean {
  return PACKAGE_TAGS[origin.module]?.includes(origin.imported) ?? false;
}

const DEEPEST = 4;

/**
 * Whether a module of the project holds components that render on the server alone: no hook, no
 * handler, no class, and nothing of packages besides React and `next/script`.
 */
export function isServerComponent(
  file: { readonly path: string; readonly text: string },
  read: ReadModule,
  depth = 0,
): boolean {
  try {
    const { program } = parseModule(file.path, file.text);
    if (program.directives.length > 0) return false;
    let isPlain = true;
    const specifiers: string[] = [];
    walk(program, (node) => {
      if (node.type === "ClassDeclaration" || node.type === "ThisExpression") isPlain = false;
      if (node.type === "JSXAttribute" && /^on[A-Z]/.test(String(node.name.name))) isPlain = false;
      if (node.type === "Identifier" && /^(use[A-Z]|create|require$)/.test(node.name)) {
        isPlain = false;
      }
      if (node.type === "ImportDeclaration" && node.importKind !== "type") {
        specifiers.push(node.source.value);
      }
      return isPlain;
    });
    if (!isPlain || depth > DEEPEST) return false;
    return specifiers.every((specifier) => {
      if (/^(react|next\/script)$/.test(specifier)) return true;
      const target = read(file.path, specifier);
      return target !== undefined && isServerComponent(target, read, depth + 1);
    });
  } catch (error) {
    if (error instanceof NotUnderstood) return false;
    throw error;
  }
}

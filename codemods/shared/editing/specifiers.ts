import type * as t from "@babel/types";
import { type ParsedModule, rangeOf } from "../syntax/parse.ts";
import { walk } from "../syntax/walk.ts";
import type { Edit } from "./edits.ts";

/**
 * Edits that let every relative specifier of a module mean the same file from another folder:
 * imports, re-exports, `import()`, `require()`, type imports and `new URL(…, import.meta.url)`.
 * @param toFolder folder that the text moves to, relative to the same root as the module's path
 */
export function repoint(module: ParsedModule, toFolder: string): Edit[] {
  const edits: Edit[] = [];
  const from = folderOf(module.path);
  walk(module.program, (node, ancestors) => {
    if (node.type !== "StringLiteral" || !/^\.\.?(?:\/|$)/.test(node.value)) return true;
    if (!isSpecifier(node, ancestors)) return true;
    const [start, end] = rangeOf(node);
    const text = moved(node.value, from, toFolder);
    if (text !== node.value) edits.push({ start: start + 1, end: end - 1, text });
    return true;
  });
  return edits;
}

/** The specifier in `toFolder` for what `specifier` means in `fromFolder`. */
export function moved(specifier: string, fromFolder: string, toFolder: string): string {
  const target = resolveFrom(fromFolder, specifier);
  return target === undefined ? specifier : specifierTo(toFolder, target);
}

/** The specifier that leads from a folder to a path of the same root. */
export function specifierTo(fromFolder: string, to: string): string {
  const from = fromFolder === "" ? [] : fromFolder.split("/");
  const target = to === "" ? [] : to.split("/");
  let shared = 0;
  while (shared < from.length && shared < target.length && from[shared] === target[shared]) {
    shared += 1;
  }
  const up = "../".repeat(from.length - shared);
  const down = target.slice(shared).join("/");
  return up === "" ? `./${down}` : (up + down).replace(/\/$/, "");
}

/** Folder of a path; `""` at the root. */
export function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function resolveFrom(folder: string, specifier: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of specifier.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

function isSpecifier(node: t.StringLiteral, ancestors: readonly t.Node[]): boolean {
  const parent = ancestors.at(-1);
  switch (parent?.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      return parent.source === node;
    case "TSImportType":
    case "ImportExpression":
    case "TSExternalModuleReference":
      return true;
    case "TSLiteralType":
      return ancestors.at(-2)?.type === "TSImportType";
    case "CallExpression":
      return (
        parent.arguments[0] === node &&
        (parent.callee.type === "Import" ||
          (parent.callee.type === "Identifier" && parent.callee.name === "require"))
      );
    case "NewExpression":
      return parent.callee.type === "Identifier" && parent.callee.name === "URL";
    default:
      return false;
  }
}

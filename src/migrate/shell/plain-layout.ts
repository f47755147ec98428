import type { Project } from "../../project/project.ts";
import type { Reason } from "../types.ts";

/**
 * Why pages with their own `_app` around them cannot stand below a root layout that is there: it
 * may bring nothing but `<html>` and `<body>`, so that nothing is there twice.
 */
export function plainLayout(project: Project, file: string): Reason[] {
  const text = project.text(file) ?? "";
  const lineAt = (offset: number): number => text.slice(0, offset).split("\n").length;
  const reasons: Reason[] = [];
  const refuse = (offset: number, what: string): void => {
    const message = `The root layout (${file}) brings ${what} of its own, besides what _app brings.`;
    reasons.push({ code: "layout-own", message, file, line: lineAt(offset) });
  };
  for (const { specifier, kind, offset } of project.graph.references(file)) {
    if (kind === "type" || /^(react|next)$/.test(specifier)) continue;
    refuse(offset, specifier);
    break;
  }
  const tag = [...text.matchAll(/<([A-Za-z][\w.]*)[\s>/]/g)].find(
    ([, name = ""]) => !["html", "body", "React.Fragment"].includes(name) && !isType(name),
  );
  if (tag && reasons.length === 0) refuse(tag.index, `<${tag[1]}>`);
  const head = /export\s+(const|async function|function)\s+(metadata|generateMetadata|viewport)\b/;
  const found = head.exec(text);
  if (found) refuse(found.index, `\`${found[2]}\``);
  return reasons;
}

/** `Readonly<Props>` is no element. */
function isType(name: string): boolean {
  return /^(Readonly|PropsWithChildren|Promise)$/.test(name);
}

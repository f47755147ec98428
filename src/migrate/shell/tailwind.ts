import type { Edit } from "../../../codemods/shared/editing/edits.ts";
import { joinPath } from "../../project/paths.ts";
import type { Project } from "../../project/project.ts";

const FILES = [
  "tailwind.config.js",
  "tailwind.config.ts",
  "tailwind.config.cjs",
  "tailwind.config.mjs",
];

/**
 * Tailwind 3 finds the classes to generate by globs: one that names pages/ gets a neighbour that
 * names app/, or moved pages would lose their looks.
 */
export function tailwindEdits(project: Project): Map<string, Edit[]> {
  const found = new Map<string, Edit[]>();
  for (const name of FILES) {
    const file = joinPath(project.folder, name) ?? name;
    const text = project.text(file);
    if (text === undefined || /["'`](?:\.\/)?(?:src\/)?(?:app\/|\{[^}]*\bapp\b)/.test(text))
      continue;
    if (/["'`](?:\.\/)?(?:src\/)?\*\*/.test(text) || /["'`](?:\.\/)?src\/\*\*/.test(text)) continue;
    const edits = [...text.matchAll(/(["'`])(?:\.\/)?(?:src\/)?pages\/[^"'`\n]*\1/g)].map(
      (match) => {
        const end = match.index + match[0].length;
        return { start: end, end, text: `, ${match[0].replace("pages/", "app/")}` };
      },
    );
    if (edits.length > 0) found.set(file, edits);
  }
  return found;
}

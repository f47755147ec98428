import { ChangeSet } from "../../changeset/changeset.ts";
import { stripTypes } from "../../templates/strip-types.ts";
import { LayerError } from "../errors.ts";

/**
 * The same project in JavaScript: modules without their types, `jsconfig.json` for `tsconfig.json`,
 * no TypeScript among the packages, and documents that name the files as they are now.
 * @throws LayerError naming the file whose types cannot be taken out
 */
export function toJavaScript(project: ChangeSet): ChangeSet {
  const created = project.changes().flatMap((change) => (change.kind === "create" ? [change] : []));
  const renamed = new Map<string, string>();
  for (const { path } of created) {
    if (isModule(path)) renamed.set(path, javaScriptPath(path));
  }
  const result = new ChangeSet();
  for (const { path, after, ...options } of created) {
    const target = renamed.get(path) ?? path;
    const text = () => Buffer.from(after).toString("utf8");
    if (path.endsWith(".d.ts")) continue;
    if (path === "tsconfig.json") result.create("jsconfig.json", jsconfig(text()));
    else if (path === "package.json") result.create(path, withoutTypeScript(text()));
    else if (path.endsWith(".md")) result.create(path, renameIn(inBlocks(text(), path), renamed));
    else if (renamed.has(path)) {
      const code = strip(text(), path);
      if (hasCode(code)) result.create(target, renameIn(code, renamed));
    } else if (path.endsWith(".mjs")) result.create(path, renameIn(text(), renamed), options);
    else result.create(path, after, options);
  }
  return result;
}

function isModule(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith(".d.ts");
}

/** Next.js reads its configuration as CommonJS unless the name says otherwise. */
function javaScriptPath(path: string): string {
  return path.replace(/^next\.config\.ts$/, "next.config.mjs").replace(/\.tsx?$/, ".js");
}

function strip(code: string, path: string): string {
  try {
    return stripTypes(code);
  } catch (error) {
    throw new LayerError(`${path}: ${(error as Error).message}`);
  }
}

/** A module that held nothing but types is not needed any more. */
function hasCode(code: string): boolean {
  return code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").trim() !== "";
}

/** Code blocks of a document are code too. */
function inBlocks(markdown: string, path: string): string {
  return markdown.replace(/```tsx?\n([\s\S]*?)```/g, (_, code: string) => {
    return `\`\`\`js\n${strip(code, path)}\`\`\``;
  });
}

/** Comments and documents name files of the project; longer paths first, so that none is cut. */
function renameIn(text: string, renamed: ReadonlyMap<string, string>): string {
  const paths = [...renamed].sort(([a], [b]) => b.length - a.length);
  return paths.reduce((result, [from, to]) => result.replaceAll(from, to), text);
}

function jsconfig(tsconfig: string): string {
  const { paths } = JSON.parse(tsconfig).compilerOptions;
  return `${JSON.stringify({ compilerOptions: { paths } }, null, 2)}\n`;
}

function withoutTypeScript(manifest: string): string {
  const project = JSON.parse(manifest);
  delete project.scripts?.typecheck;
  for (const name of Object.keys(project.devDependencies ?? {})) {
    if (name === "typescript" || name.startsWith("@types/")) delete project.devDependencies[name];
  }
  return `${JSON.stringify(project, null, 2)}\n`;
}

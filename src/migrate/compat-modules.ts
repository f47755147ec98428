import { atLeast } from "../project/package-json.ts";
import { joinPath } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { templatesIn, templatesRoot } from "../templates/source.ts";
import { stripTypes } from "../templates/strip-types.ts";
import type { Reason } from "./types.ts";

/** A module that a migration adds to a project, so that code written for pages/ runs below app/. */
export interface CompatModule {
  /** Where it goes: `app/_compat/server-side-props.tsx`. */
  readonly file: string;
  readonly text: string;
}

/**
 * A module of `templates/compat/` as the project gets it: without types where it is in JavaScript.
 * @param name file name there without its ending, e.g. `server-side-props`
 * @param edit fills in what is the project's own
 */
export function compatModule(
  project: Project,
  name: string,
  edit: (text: string) => string = (text) => text,
): CompatModule {
  const templates = templatesIn(templatesRoot());
  const extension = templates.list("compat").includes(`${name}.ts`) ? "ts" : "tsx";
  const source = edit(templates.read(`compat/${name}.${extension}`).toString("utf8"));
  const file = `${project.appFolder}/_compat/${name}`;
  return isTypeScript(project)
    ? { file: `${file}.${extension}`, text: source }
    : { file: `${file}.${extension.replace("ts", "js")}`, text: javaScriptOf(source) };
}

/**
 * The module that runs `getServerSideProps`. Before Next 13.5 there is no `permanentRedirect()`:
 * there a permanent redirect answers 307 instead of 308.
 */
export function serverSidePropsModule(project: Project): CompatModule {
  const { nextVersion } = project;
  const isOld = nextVersion !== undefined && !atLeast(nextVersion, 13, 5);
  return compatModule(project, "server-side-props", isOld ? withoutPermanent : undefined);
}

function withoutPermanent(text: string): string {
  return text
    .replace("permanentRedirect, ", "")
    .replace(/^.*\bpermanentRedirect\(destination\);\n/m, "")
    .replace("answers 307 or 308, so 302 and 303 become 307, and 301 becomes 308", "answers 307");
}

const stripped = new Map<string, string>();

/** Every page asks for the same module. */
function javaScriptOf(source: string): string {
  const text = stripped.get(source) ?? stripTypes(source);
  stripped.set(source, text);
  return text;
}

/** A reason where another file has the module's place; one of an earlier run is used again. */
export function isInTheWay({ tree }: Project, { file, text }: CompatModule): Reason[] {
  const there = tree.read(file)?.toString("utf8");
  if (there === undefined || there === text) return [];
  const message = `${file} exists already, and is not the module that bridged pages need.`;
  return [{ code: "file-exists", message, file, line: 1 }];
}

/** Next.js writes a tsconfig.json into every project that has a module in TypeScript. */
function isTypeScript({ tree, folder }: Project): boolean {
  return tree.read(joinPath(folder, "tsconfig.json") ?? "tsconfig.json") !== undefined;
}

import { libraries } from "../../codemods/shared/sessions/known.ts";
import { atLeast, type Version } from "../project/package-json.ts";
import type { Project } from "../project/project.ts";
import type { Reason } from "./types.ts";

/** Plugins that let props of pages hold more than JSON, by changing how they are handed over. */
const PROPS_PLUGINS = ["next-superjson", "babel-plugin-superjson-next", "next-superjson-plugin"];

/** What keeps every page of a project in pages/, whatever the page itself looks like. */
export function projectReasons(project: Project): Reason[] {
  return [
    ...nextVersion(project),
    ...i18n(project),
    ...pageExtensions(project),
    ...libraryVersion(project),
    ...propsPlugins(project),
  ];
}

function nextVersion({ nextVersion: version, folder }: Project): Reason[] {
  const file = folder === "" ? "package.json" : `${folder}/package.json`;
  if (!version) {
    return [
      { code: "next-version", message: "The version of next cannot be read.", file, line: 1 },
    ];
  }
  if (atLeast(version, 13, 4)) return [];
  const message = `The App Router is stable from Next 13.4 on; the project runs on ${formatVersion(version)}. Upgrade next first.`;
  return [{ code: "next-version", message, file, line: 1 }];
}

function i18n({ config }: Project): Reason[] {
  if (!config.i18n || config.i18n.onlyLocale !== undefined || !config.file) return [];
  const message =
    "next.config has i18n routing, which the App Router has not: moved pages would lose their locales.";
  return [{ code: "i18n-routing", message, file: config.file, line: config.i18n.line }];
}

function pageExtensions({ config }: Project): Reason[] {
  if (config.pageExtensions !== undefined || config.file === undefined) return [];
  const message =
    "pageExtensions in next.config is not a plain list, so page files cannot be named.";
  return [{ code: "page-extensions", message, file: config.file, line: 1 }];
}

function libraryVersion(project: Project): Reason[] {
  return libraries.flatMap((library) => {
    const version = project.version(library.package);
    if (!version || version.major !== library.major) return [];
    if (atLeast(version, library.major, library.since.minor)) return [];
    const file = project.folder === "" ? "package.json" : `${project.folder}/package.json`;
    const message = `${library.since.reason}; the project has ${formatVersion(version)}. Upgrade it first.`;
    return [{ code: "library-version", message, file, line: 1 }];
  });
}

function propsPlugins(project: Project): Reason[] {
  const file = project.folder === "" ? "package.json" : `${project.folder}/package.json`;
  const text = project.text(file) ?? "";
  return PROPS_PLUGINS.filter((name) => text.includes(`"${name}"`)).map((name) => ({
    code: "props-plugin",
    message: `${name} changes how props reach a page, which the App Router does not know.`,
    file,
    line: text.slice(0, text.indexOf(`"${name}"`)).split("\n").length,
  }));
}

/** `13.x` where only a range is known. */
export function formatVersion({ major, minor, patch }: Version): string {
  if (minor === 999) return `${major}.x`;
  return patch === 999 ? `${major}.${minor}.x` : `${major}.${minor}.${patch}`;
}

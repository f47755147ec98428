import type { BridgeFacts } from "../../../codemods/shared/bridge/facts.ts";
import { GuardFunctions } from "../../../codemods/shared/guards/functions.ts";
import type { Project } from "../../project/project.ts";
import type { Route } from "../../project/routes.ts";
import type { Shell } from "../shell/shell.ts";
import type { Reason } from "../types.ts";
import { PageFlow } from "./page-flow.ts";

const MODULES = [".ts", ".tsx", ".js", ".jsx"];

/** Where a page goes, and what is known of the project that its analysis needs. */
export function factsOf(project: Project, shell: Shell, route: Route): BridgeFacts | Reason {
  const refuse = (code: string, message: string, file = route.file): Reason => ({
    code,
    message,
    file,
    line: 1,
  });
  const extension = extensionOf(project, route.file);
  const pageExtension = extension?.replace(/(^|\.)ts$/, "$1tsx");
  if (!pageExtension || !project.config.pageExtensions?.includes(pageExtension)) {
    return refuse("page-extensions", "The name of the page's file has no equal in app/.");
  }
  const segments = route.pattern.split("/").filter(Boolean);
  const odd = segments.find((segment) => /^[_(@]/.test(segment));
  if (odd !== undefined) {
    return refuse("segment-name", `A folder \`${odd}\` has a meaning of its own in app/.`);
  }
  const folder = [project.appFolder, ...segments].join("/");
  const pageFile = `${folder}/page.${pageExtension}`;
  const clientFile = `${folder}/client.${pageExtension.split(".").at(-1)}`;
  const sharedFile = clientFile.replace(/client(\.\w+)$/, "shared$1");
  const same = project.routes.find((other) => other !== route && other.pattern === route.pattern);
  if (same) return refuse("route-conflict", `Another file has the same route: ${same.file}.`);
  const serverPropsFile = `${folder}/server-side-props`;
  const taken = [
    pageFile,
    clientFile,
    sharedFile,
    ...MODULES.map((ending) => serverPropsFile + ending),
  ].find((path) => project.tree.read(path) !== undefined);
  if (taken) return refuse("file-exists", `${taken} exists already.`);
  const boundary = boundaryAbove(project, folder);
  if (boundary) {
    return refuse(
      "boundary-above",
      `${boundary} would stand around the page; a redirect below a loading boundary is not a 307 any longer.`,
      boundary,
    );
  }
  return {
    path: route.file,
    pageFile,
    clientFile,
    sharedFile,
    serverPropsFile,
    compatFile: `${project.appFolder}/_compat/server-side-props`,
    ...(project.config.i18n?.onlyLocale === undefined
      ? {}
      : { onlyLocale: project.config.i18n.onlyLocale }),
    pattern: route.pattern,
    params: route.params,
    nextMajor: project.nextVersion?.major ?? 0,
    cacheComponents: project.config.cacheComponents,
    trailingSlash: project.config.trailingSlash,
    functions: guardFunctions(project, shell),
    ...(shell.authOptions ? { authOptions: shell.authOptions } : {}),
    ...(shell.bridge ? { bridgedShell: shell.bridge.compat } : {}),
    staticsOfShell: shell.app?.statics ?? new Set(),
    shellKeepsSession: shell.app?.keepsSession ?? false,
    shellHasTitle: shell.app?.title !== undefined || shell.layoutFile !== undefined,
  };
}

const functions = new WeakMap<Shell, GuardFunctions>();

/** The wrappers and helpers of a project, shared by its pages. */
function guardFunctions(project: Project, shell: Shell): GuardFunctions {
  let found = functions.get(shell);
  if (!found) {
    const files = new Set(project.files);
    found = new GuardFunctions(PageFlow.of(project).graph, {
      nextMajor: project.nextVersion?.major ?? 0,
      ...(shell.authOptions ? { authOptions: shell.authOptions } : {}),
      mayHold: (file) => files.has(file) && !file.startsWith(`${project.pagesFolder}/`),
    });
    functions.set(shell, found);
  }
  return found;
}

function extensionOf(project: Project, file: string): string | undefined {
  return project.config.pageExtensions?.find((extension) => file.endsWith(`.${extension}`));
}

/** A loading file, template or nested layout between the root layout and a folder of app/. */
function boundaryAbove(project: Project, folder: string): string | undefined {
  const { appFolder, tree } = project;
  for (let at = folder; at.length >= appFolder.length; at = at.slice(0, at.lastIndexOf("/"))) {
    for (const { name, kind } of tree.list(at)) {
      if (kind !== "file") continue;
      const isBoundary = /^(loading|template)\.[jt]sx?$/.test(name);
      const isLayout = at !== appFolder && /^layout\.[jt]sx?$/.test(name);
      if (isBoundary || isLayout) return `${at}/${name}`;
    }
    if (!at.includes("/")) break;
  }
  const layout = tree.list(appFolder).find(({ name }) => /^layout\.[jt]sx?$/.test(name));
  if (!layout) return undefined;
  const file = `${appFolder}/${layout.name}`;
  return /<Suspense\b/.test(project.text(file) ?? "") ? file : undefined;
}

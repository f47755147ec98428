import type { CompatModules } from "../../../codemods/shared/compat/repoint.ts";
import { isObstacle, type Obstacle, understood } from "../../../codemods/shared/finding.ts";
import { exportedAuthOptions } from "../../../codemods/shared/sessions/auth-options.ts";
import { type AppShell, readApp } from "../../../codemods/shared/shell/app.ts";
import {
  type DocumentShell,
  plainDocument,
  readDocument,
} from "../../../codemods/shared/shell/document.ts";
import type { ReadModule } from "../../../codemods/shared/shell/renders-children.ts";
import { folderOf, joinPath, withoutExtension } from "../../project/paths.ts";
import type { Project } from "../../project/project.ts";
import { specialPage } from "../../project/routes.ts";
import { reasonIn } from "../reason.ts";
import type { Reason } from "../types.ts";
import type { ShellBridge } from "./bridged-shell.ts";
import { documentReasons } from "./document-reasons.ts";

/** The shell of a project: what stands around pages now, and what will. */
export interface Shell {
  readonly appFile?: string;
  readonly app?: AppShell;
  readonly documentFile?: string;
  readonly document: DocumentShell;
  /** The root layout, where the project has one already. */
  readonly layoutFile?: string;
  /** Custom 404 page of pages/ that has to become the one of app/. */
  readonly notFoundPage?: string;
  /** Where the options of next-auth can be imported from. */
  readonly authOptions?: { readonly file: string; readonly module: string; readonly name: string };
  /** The router of pages/ for pages of app/, where `_app` is rewritten and no bridge brings it. */
  readonly pageRouter?: CompatModules;
  /** How `_app` goes on rendering around pages that moved, where it is not rewritten. */
  readonly bridge?: ShellBridge;
  /** Why no page can move below it. */
  readonly reasons: readonly Reason[];
}

/** Extensions of modules, as `pageExtensions` has them by default. */
const MODULES = ["tsx", "ts", "jsx", "js"];

/** Reads `_app`, `_document`, the error pages and what app/ has already. */
export function readShell(project: Project): Shell {
  const { pagesFolder } = project;
  const extensions = project.config.pageExtensions ?? MODULES;
  const special = (name: string): string | undefined =>
    pagesFolder === undefined
      ? undefined
      : specialPage(project.tree, pagesFolder, name, extensions);
  const appFile = special("_app");
  const documentFile = special("_document");
  const reasons: Reason[] = [];
  const keep = <T>(file: string, value: T | Obstacle): T | undefined => {
    if (!isObstacle(value)) return value;
    reasons.push(reasonIn(file, value));
    return undefined;
  };
  const app = appFile && keep(appFile, readAppOf(project, appFile));
  const layoutFile = rootLayout(project, extensions);
  const authOptions = findAuthOptions(project);
  const document =
    documentFile && !layoutFile
      ? keep(
          documentFile,
          understood(() => readDocumentOf(project, documentFile)),
        )
      : undefined;
  if (documentFile && document) reasons.push(...documentReasons(project, documentFile, document));
  if (layoutFile) reasons.push(...layoutDiffers(project, appFile, layoutFile, app || undefined));
  else reasons.push(...foreignLayouts(project), ...oldViewport(project, appFile, app || undefined));
  const notFoundPage = layoutFile ? undefined : special("404");
  if (!layoutFile) reasons.push(...errorPages(project, notFoundPage, special("_error")));
  return {
    ...(appFile ? { appFile } : {}),
    ...(app ? { app } : {}),
    ...(documentFile ? { documentFile } : {}),
    document: withLanguage(document ?? plainDocument, project.config.i18n?.onlyLocale),
    ...(layoutFile ? { layoutFile } : {}),
    ...(notFoundPage ? { notFoundPage } : {}),
    ...(authOptions ? { authOptions } : {}),
    reasons,
  };
}

/** With i18n, Next writes the locale into `<html>` of pages/ by itself. */
function withLanguage(document: DocumentShell, locale: string | undefined): DocumentShell {
  if (locale === undefined || /\slang=/.test(document.html)) return document;
  return { ...document, html: ` lang="${locale}"${document.html}` };
}

function readDocumentOf(project: Project, file: string): DocumentShell {
  return readDocument(file, project.text(file) ?? "", sourceOf(project));
}

function readAppOf(project: Project, file: string): AppShell | Obstacle {
  return understood(() => readApp(file, project.text(file) ?? "", sourceOf(project)));
}

/** Reads what a specifier means in a file of the project. */
export function sourceOf(project: Project): ReadModule {
  return (from, specifier) => {
    const path = project.graph.resolve(from, specifier);
    const text = path === undefined ? undefined : project.text(path);
    return path === undefined || text === undefined ? undefined : { path, text };
  };
}

function rootLayout(
  { tree, appFolder }: Project,
  extensions: readonly string[],
): string | undefined {
  return extensions
    .map((extension) => `${appFolder}/layout.${extension}`)
    .find((file) => tree.read(file) !== undefined);
}

/** Root layouts in route groups would stand below a new one, with a second `<html>`. */
function foreignLayouts({ files, appFolder }: Project): Reason[] {
  const file = files.find(
    (path) => path.startsWith(`${appFolder}/`) && /\/layout\.\w+$/.test(path),
  );
  if (file === undefined) return [];
  const message = "app/ has layouts, but no root layout; a new one would stand around them.";
  return [{ code: "root-layouts", message, file, line: 1 }];
}

/** A layout that is there already has to bring what `_app` brings. */
function layoutDiffers(
  project: Project,
  appFile: string | undefined,
  layout: string,
  app: AppShell | undefined,
): Reason[] {
  if (appFile === undefined) return [];
  const reached = project.graph.reach(layout);
  const specifiers = new Set(
    [...reached].flatMap((file) =>
      project.graph.references(file).map(({ specifier }) => specifier),
    ),
  );
  for (const reference of project.graph.references(appFile)) {
    const { specifier, kind } = reference;
    if (kind === "type" || /^(next|react|next-auth)$|^next\//.test(specifier)) continue;
    const target = project.graph.resolve(appFile, specifier);
    if (target === undefined ? specifiers.has(specifier) : reached.has(target)) continue;
    const message = `The root layout (${layout}) does not bring what _app brings to its pages: ${specifier}.`;
    const line = (project.text(appFile) ?? "").slice(0, reference.offset).split("\n").length;
    return [{ code: "layout-differs", message, file: appFile, line }];
  }
  const packed = (text: string): string => text.replace(/\s+/g, "");
  const texts = [...reached].map((file) => packed(project.text(file) ?? ""));
  const source = project.text(appFile) ?? "";
  // a default layout is the one statement that the move itself changes
  const lost = app?.statements.find(
    (text) => !/\.getLayout\b/.test(text) && !texts.some((other) => other.includes(packed(text))),
  );
  if (lost === undefined) return [];
  const message = `The root layout (${layout}) does not do what _app does before it renders a page.`;
  const line = source.slice(0, source.indexOf(lost)).split("\n").length;
  return [{ code: "layout-differs", message, file: appFile, line }];
}

/** Before Next 14 a layout cannot export `viewport`. */
function oldViewport(
  project: Project,
  file: string | undefined,
  app: AppShell | undefined,
): Reason[] {
  if (!file || app?.viewport === undefined || (project.nextVersion?.major ?? 0) >= 14) return [];
  const message = "_app sets a viewport of its own, which a layout can from Next 14 on.";
  return [{ code: "app-head", message, file, line: 1 }];
}

/** With app/ there, Next answers unknown addresses from app/: the 404 page has to come along. */
function errorPages(
  project: Project,
  notFound: string | undefined,
  error: string | undefined,
): Reason[] {
  if (notFound === undefined && error === undefined) return [];
  const file = notFound ?? (error as string);
  if (notFound === undefined) {
    const message =
      "pages/_error answers unknown addresses now; with app/ a not-found page would. Add pages/404 first.";
    return [{ code: "error-page", message, file, line: 1 }];
  }
  const text = project.text(file) ?? "";
  const usesPagesOnly = [...project.graph.reach(file)].some((path) =>
    project.graph
      .references(path)
      .some(({ specifier }) =>
        /^next\/(router|head|document|error|amp)$|^next-i18next/.test(specifier),
      ),
  );
  if (!usesPagesOnly && !/\bgetStaticProps\b|\.getLayout\b/.test(text)) return [];
  const message =
    "The 404 page uses what only the Pages Router has, and app/ would answer unknown addresses.";
  return [{ code: "not-found-page", message, file, line: 1 }];
}

function findAuthOptions(project: Project): Shell["authOptions"] {
  const route = project.routes.find(
    ({ pattern, router }) => router === "pages" && pattern.endsWith("/[...nextauth]"),
  );
  if (!route) return undefined;
  const name = exportedAuthOptions(route.file, project.text(route.file) ?? "");
  if (name !== undefined) {
    return { file: route.file, module: withoutExtension(route.file), name };
  }
  return importedAuthOptions(project, route.file);
}

/** `import { authOptions } from "…"; export default NextAuth(authOptions)`. */
function importedAuthOptions(project: Project, routeFile: string): Shell["authOptions"] {
  const text = project.text(routeFile) ?? "";
  const name = /\bNextAuth\(\s*(\w+)\s*\)/.exec(text)?.[1];
  if (name === undefined) return undefined;
  for (const edge of project.graph.edges(routeFile)) {
    if (!new RegExp(`\\{[^}]*\\b${name}\\b[^}]*\\}`).test(edge.clause)) continue;
    if (new RegExp(`\\bas\\s+${name}\\b`).test(edge.clause)) continue;
    const bare = withoutExtension(edge.target).replace(/\/index$/, "");
    const module = joinPath(folderOf(bare), bare.slice(bare.lastIndexOf("/") + 1)) ?? bare;
    return { file: edge.target, module, name };
  }
  return undefined;
}

import type { CompatModules } from "../../../codemods/shared/compat/repoint.ts";
import { isObstacle, understood } from "../../../codemods/shared/finding.ts";
import { checkBridgedApp } from "../../../codemods/shared/shell/bridged-app.ts";
import { atLeast } from "../../project/package-json.ts";
import type { Project } from "../../project/project.ts";
import { ComponentChecks } from "../pages/component-checks.ts";
import { reasonIn } from "../reason.ts";
import type { MigrationStyle, Reason } from "../types.ts";
import { plainLayout } from "./plain-layout.ts";
import { readShell, type Shell, sourceOf } from "./shell.ts";

/** `_app` as it is, rendered around every page of app/ that was moved. */
export interface ShellBridge {
  /** What of the shell has no equal in app/, so that it was not rewritten. */
  readonly reasons: readonly Reason[];
  readonly compat: CompatModules;
  /** Whether an earlier run wrote it. */
  readonly isThere: boolean;
}

/**
 * The shell that pages are going to have: rewritten where all of it is understood, bridged where
 * that keeps what it does, and otherwise none. The reasons are those against the bridge, which are the
 * fewer; where the project has a layout, changing that may be less work, so its own are given, too.
 */
export function settledShell(project: Project, style: MigrationStyle = "auto"): Shell {
  const native = readShell(project);
  const { appFile, layoutFile } = native;
  const compat = compatModules(project);
  const isThere = project.files.some((file) => file.startsWith(`${compat.appShell}.`));
  const reasons = [
    ...native.reasons,
    ...stylesReasons(native),
    ...(layoutFile ? [] : componentReasons(project, new ComponentChecks(project), appFile)),
  ];
  const isUnderstood = reasons.length === 0 && !isThere;
  const isTold = project.config.basePath !== undefined || !project.config.file;
  // a page that stays for the shell does not stay for its router as well
  const routed = { ...native, ...(isTold && style !== "native" ? { pageRouter: compat } : {}) };
  if (!appFile || isUnderstood || style === "native") return { ...routed, reasons };
  const against = reasonsAgainst(project, native, compat, isThere);
  if (against.length > 0) {
    return { ...routed, reasons: layoutFile && !isThere ? union(reasons, against) : against };
  }
  const { app: _app, notFoundPage, ...rest } = native;
  return {
    ...rest,
    ...(notFoundPage && !layoutFile ? { notFoundPage } : {}),
    reasons: [],
    bridge: {
      compat,
      isThere,
      reasons: reasons.length > 0 ? reasons : [{ ...shellIsThere, file: appFile, line: 1 }],
    },
  };
}

const shellIsThere = {
  code: "app-shell",
  message: "_app goes on rendering around the pages of app/ that were moved before.",
};

/** Styles are collected for `_app`, which has to go on rendering for that. */
function stylesReasons({ document, documentFile }: Shell): Reason[] {
  if (!document.styles || !documentFile) return [];
  const message = `_document collects the styles of ${document.styles.library}, which is done around _app in app/.`;
  const { line } = document.styles;
  return [{ code: "document-initial-props", message, file: documentFile, line }];
}

/** Where the modules for both routers go. */
export function compatModules({ appFolder, nextVersion }: Project): CompatModules {
  const at = (name: string): string => `${appFolder}/_compat/${name}`;
  return {
    router: at("router"),
    head: at("head"),
    appShell: at("app-shell"),
    pageRouter: at("page-router"),
    knowsShallow: nextVersion !== undefined && atLeast(nextVersion, 14, 1),
  };
}

/** What keeps `_app` from being rendered in app/ as it is. */
function reasonsAgainst(
  project: Project,
  shell: Shell,
  compat: CompatModules,
  isThere: boolean,
): Reason[] {
  const appFile = shell.appFile as string;
  const text = project.text(appFile) ?? "";
  const reasons = shell.reasons.filter(
    ({ code, file }) => file !== appFile && code !== "not-found-page",
  );
  if (project.config.basePath === undefined && project.config.file) {
    const message = "basePath in next.config is no plain text, so the router cannot tell it.";
    reasons.push({ code: "base-path", message, file: project.config.file, line: 1 });
  }
  const checked = understood(() =>
    checkBridgedApp(appFile, text, sourceOf(project), compat.knowsShallow),
  );
  if (isObstacle(checked)) reasons.push(reasonIn(appFile, checked));
  const components = new ComponentChecks(project, compat);
  reasons.push(...components.plan(project.graph.reach(appFile)).reasons);
  if (shell.layoutFile && !isThere) reasons.push(...plainLayout(project, shell.layoutFile));
  if (!shell.layoutFile) reasons.push(...notFoundReasons(project, shell, components));
  return reasons;
}

function componentReasons(
  project: Project,
  components: ComponentChecks,
  appFile: string | undefined,
): readonly Reason[] {
  if (!appFile) return [];
  const reached = project.graph.reach(appFile);
  reached.delete(appFile);
  return components.plan(reached).reasons;
}

/** The 404 page is rendered below `_app` too, and has to do without data of its own. */
function notFoundReasons(
  project: Project,
  { notFoundPage }: Shell,
  components: ComponentChecks,
): Reason[] {
  if (notFoundPage === undefined) return [];
  const reasons = [...components.plan(project.graph.reach(notFoundPage)).reasons];
  const text = project.text(notFoundPage) ?? "";
  const at = text.search(/\bgetStaticProps\b/);
  if (at >= 0) {
    const message = "The 404 page has getStaticProps, and app/ would answer unknown addresses.";
    const line = text.slice(0, at).split("\n").length;
    reasons.push({ code: "not-found-page", message, file: notFoundPage, line });
  }
  return reasons;
}

function union(reasons: readonly Reason[], more: readonly Reason[]): Reason[] {
  const isNew = (reason: Reason): boolean =>
    !reasons.some(({ code, file, line }) => {
      return code === reason.code && file === reason.file && line === reason.line;
    });
  return [...reasons, ...more.filter(isNew)];
}

import { folderOf, specifierTo } from "../../../codemods/shared/editing/specifiers.ts";
import type { CollectedStyles } from "../../../codemods/shared/shell/document-styles.ts";
import type { ChangeSet } from "../../changeset/changeset.ts";
import { withoutExtension } from "../../project/paths.ts";
import type { Project } from "../../project/project.ts";
import { type CompatModule, compatModule } from "../compat-modules.ts";
import type { Shell } from "./shell.ts";

/** Adds the modules that render `_app` around pages of app/, and the not-found page below it. */
export function addBridgedShell(project: Project, shell: Shell, changes: ChangeSet): void {
  if (!shell.bridge || shell.bridge.isThere || !shell.appFile) return;
  const app = withoutExtension(shell.appFile);
  const folder = `${project.appFolder}/_compat`;
  const modules = [
    compatModule(project, "app-shell", (text) =>
      withStyles(text.replace("./pages-app", specifierTo(folder, app)), shell.document.styles),
    ),
    ...stylesModule(project, shell.document.styles),
    compatModule(project, "head"),
    ...routerModules(project),
  ];
  addMissing(project, modules, changes);
  if (!shell.layoutFile) addNotFound(project, shell, changes);
}

/** Adds the modules that give the router of pages/ to pages of app/, where `_app` was rewritten. */
export function addPageRouter(project: Project, changes: ChangeSet): void {
  addMissing(project, [compatModule(project, "page-router"), ...routerModules(project)], changes);
}

function routerModules(project: Project): CompatModule[] {
  return [
    compatModule(project, "router"),
    compatModule(project, "router-events"),
    compatModule(project, "address"),
    compatModule(project, "settings", (text) => withSettings(text, project)),
  ];
}

/** `_app` goes through what collects its styles. */
function withStyles(text: string, styles: CollectedStyles | undefined): string {
  if (!styles) return text;
  return text
    .replace(
      /^import \{ HeadProvider[^\n]*\n/m,
      `import { withStyles } from "./${styles.library}-styles";\n$&`,
    )
    .replace("App as unknown as ComponentType<AppProps>", "withStyles($&)");
}

function stylesModule(project: Project, styles: CollectedStyles | undefined): CompatModule[] {
  if (!styles) return [];
  const own = styles.cache(`${project.appFolder}/_compat`);
  return [
    compatModule(project, `${styles.library}-styles`, (text) =>
      text
        .replace('import { createEmotionCache } from "./emotion-cache";', own)
        .replace('"./styled-components"', '"styled-components"'),
    ),
  ];
}

/** An earlier run may have added some of them. */
function addMissing({ tree }: Project, modules: readonly CompatModule[], changes: ChangeSet): void {
  for (const { file, text } of modules) {
    if (tree.read(file) === undefined) changes.create(file, text);
  }
}

/** What the router tells of next.config. */
function withSettings(text: string, { config }: Project): string {
  const { basePath, i18n } = config;
  const locale = i18n?.onlyLocale;
  const named = locale === undefined ? {} : { locale, locales: [locale], defaultLocale: locale };
  const entries = Object.entries(named).map(
    ([name, value]) => `\n  ${name}: ${JSON.stringify(value)},`,
  );
  return text
    .replace('BASE_PATH = ""', `BASE_PATH = ${JSON.stringify(basePath ?? "")}`)
    .replace("= {};", entries.length === 0 ? "= {};" : `= {${entries.join("")}\n};`);
}

/** Unknown addresses are answered from app/ from now on; `_app` stood around that answer too. */
function addNotFound(project: Project, shell: Shell, changes: ChangeSet): void {
  const { appFolder } = project;
  const extension = project.config.pageExtensions?.find((name) =>
    (shell.appFile ?? "").endsWith(`.${name}`),
  );
  const file = `${appFolder}/not-found.${(extension ?? "tsx").replace(/(^|\.)ts$/, "$1tsx")}`;
  const from = shell.notFoundPage
    ? specifierTo(folderOf(file), withoutExtension(shell.notFoundPage))
    : "./_compat/default-not-found";
  if (!shell.notFoundPage) {
    const page = compatModule(project, "default-not-found");
    changes.create(page.file, page.text);
  }
  changes.create(
    file,
    `"use client";

import NotFound from "${from}";
import { withAppShell } from "./_compat/app-shell";

export default withAppShell(NotFound, "${shell.notFoundPage ? "/404" : "/_error"}");
`,
  );
}

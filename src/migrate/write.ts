import { applyEdits, type Edit } from "../../codemods/shared/editing/edits.ts";
import { folderOf, specifierTo } from "../../codemods/shared/editing/specifiers.ts";
import { lineBreakOf } from "../../codemods/shared/editing/statements.ts";
import { serverModuleText } from "../../codemods/shared/guards/server-module.ts";
import { importStyle } from "../../codemods/shared/page/imports.ts";
import { layoutFile } from "../../codemods/shared/shell/layout-file.ts";
import { parseModule } from "../../codemods/shared/syntax/parse.ts";
import { ChangeSet } from "../changeset/changeset.ts";
import { withoutExtension } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { API_REQUEST } from "./api/api-routes.ts";
import { followHandlers } from "./api/follow-handlers.ts";
import { compatModule, serverSidePropsModule } from "./compat-modules.ts";
import type { Plan } from "./plan.ts";
import { addBridgedShell, addPageRouter } from "./shell/bridged-shell-files.ts";
import { tailwindEdits } from "./shell/tailwind.ts";

/**
 * The change set that a plan is.
 * @param more edits of files that stay, besides those of the plan
 */
export function changeSetOf(
  project: Project,
  plan: Plan,
  more: ReadonlyMap<string, readonly Edit[]> = new Map(),
): ChangeSet {
  const changes = new ChangeSet(project.tree);
  for (const file of new Set([...plan.edits.keys(), ...more.keys()])) {
    const edits = [...(plan.edits.get(file) ?? []), ...(more.get(file) ?? [])];
    changes.edit(file, applyEdits(project.text(file) ?? "", edits));
  }
  const follow = followHandlers(project, plan.apiMoves);
  addApiMoves(project, plan, changes, follow);
  if (plan.moves.length === 0) return changes;
  for (const move of plan.moves) {
    const { route, facts, moved } = move;
    const create = (file: string, text: string) => changes.create(file, follow(file, text));
    changes.move(route.file, facts.clientFile, follow(facts.clientFile, moved.client));
    create(facts.pageFile, moved.server);
    if (move.verdict === "bridge") {
      create(move.moved.serverProps.file, move.moved.serverProps.text);
    }
    if (moved.shared !== undefined) create(facts.sharedFile, moved.shared);
  }
  for (const [file, text] of serverModules(project, plan)) {
    changes.create(file, follow(file, text));
  }
  if (plan.moves.some(({ verdict }) => verdict === "bridge")) {
    const { file, text } = serverSidePropsModule(project);
    if (project.tree.read(file) === undefined) changes.create(file, text);
  }
  if (plan.moves.some(({ facts }) => facts.pageRouter)) addPageRouter(project, changes);
  if (plan.shell.bridge) addBridgedShell(project, plan.shell, changes);
  if (!plan.shell.layoutFile) addShell(project, plan, changes);
  for (const [file, edits] of tailwindEdits(project)) {
    changes.edit(file, applyEdits(project.text(file) ?? "", edits));
  }
  return changes;
}

function addApiMoves(
  project: Project,
  { apiMoves }: Plan,
  changes: ChangeSet,
  follow: (file: string, text: string) => string,
): void {
  for (const { route, facts, moved } of apiMoves) {
    const { routeFile, handlerFile } = facts;
    if (moved.handler === undefined) {
      changes.move(route.file, routeFile, follow(routeFile, moved.routeHandler));
    } else {
      changes.move(route.file, handlerFile, follow(handlerFile, moved.handler));
      changes.create(routeFile, moved.routeHandler);
    }
  }
  if (!apiMoves.some(({ moved }) => moved.needsCompat)) return;
  const { file, text } = compatModule(project, API_REQUEST);
  if (project.tree.read(file) === undefined) changes.create(file, text);
}

/** The modules of the wrappers and helpers that native pages call. */
function serverModules(project: Project, plan: Plan): Map<string, string> {
  const functions = new Set(
    plan.moves.flatMap((move) => (move.verdict === "native" ? [...move.moved.functions] : [])),
  );
  const texts = new Map<string, string>();
  for (const file of new Set([...functions].map((fn) => fn.file))) {
    if (project.text(file) !== undefined) continue;
    const own = [...functions].filter((fn) => fn.file === file);
    const original = own[0]?.original ?? "";
    const text = project.text(original) ?? "";
    const written = serverModuleText(own, importStyle(parseModule(original, text)));
    texts.set(file, written.replace(/\r?\n/g, lineBreakOf(text)));
  }
  return texts;
}

function addShell(project: Project, plan: Plan, changes: ChangeSet): void {
  const { shell, layoutReadsSession } = plan;
  const { appFolder, config } = project;
  const extension = shellExtension(project, plan);
  const dotted = extension.split(".").at(-1) ?? extension;
  const providersFile = shell.app?.wraps ? `${appFolder}/providers.${dotted}` : undefined;
  const target = `${appFolder}/layout.${extension}`;
  changes.create(
    target,
    layoutFile({
      layoutFile: target,
      isTypeScript: dotted === "tsx",
      nextMajor: project.nextVersion?.major ?? 0,
      cacheComponents: config.cacheComponents,
      document: shell.document,
      ...(shell.app && shell.appFile ? { app: { file: shell.appFile, shell: shell.app } } : {}),
      ...(providersFile ? { providersFile } : {}),
      ...(layoutReadsSession && shell.authOptions ? { authOptions: shell.authOptions } : {}),
      stylesNextRoot: stylesNextRoot(project),
    }),
  );
  if (providersFile && shell.app) {
    changes.create(providersFile, shell.app.providers(providersFile, layoutReadsSession));
  }
  if (shell.bridge) return;
  if (shell.notFoundPage) {
    const file = `${appFolder}/not-found.${extension}`;
    const from = specifierTo(folderOf(file), withoutExtension(shell.notFoundPage));
    changes.create(
      file,
      `"use client";\n\nimport NotFound from "${from}";\n\nexport default NotFound;\n`,
    );
  }
}

/** The shell is written in the language of `_app`, or of the pages that move. */
function shellExtension(project: Project, { shell, moves }: Plan): string {
  const like = shell.appFile ?? moves[0]?.facts.pageFile ?? "page.tsx";
  const extensions = project.config.pageExtensions ?? ["tsx"];
  const own = extensions.find((extension) => like.endsWith(`.${extension}`)) ?? "tsx";
  return own.replace(/(^|\.)ts$/, "$1tsx");
}

/** Whether a style sheet of the project styles the element that pages/ renders into. */
function stylesNextRoot(project: Project): boolean {
  const app = project.routes.length > 0 ? project.pagesFolder : undefined;
  if (app === undefined) return false;
  return project.files
    .filter((file) => /\/_app\.[jt]sx?$/.test(file))
    .flatMap((file) => project.graph.edges(file))
    .some(
      ({ target }) =>
        /\.(css|scss|sass|less)$/.test(target) && /#__next\b/.test(project.text(target) ?? ""),
    );
}

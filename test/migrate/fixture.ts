import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ChangeSet } from "../../src/changeset/changeset.ts";
import type { RouteResult } from "../../src/migrate/types.ts";

/** A project held in memory: path → text. */
export type Files = Record<string, string>;

/** Every file below a folder of fixtures. */
export function readFiles(folder: string): Files {
  const files: Files = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = join(entry.parentPath, entry.name);
    files[full.slice(folder.length + 1).replaceAll("\\", "/")] = readFileSync(full, "utf8");
  }
  return files;
}

/** Replaces a folder's content; used only when UPDATE_FIXTURES asks for outputs to read. */
export function writeFiles(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
}

/** The project as it is after a change set. */
export function applied(files: Files, changeSet: ChangeSet): Files {
  const result = { ...files };
  for (const change of changeSet.changes()) {
    if (change.kind === "move") delete result[change.from];
    if (change.kind === "delete") delete result[change.path];
    else result[change.path] = change.after.toString("utf8");
  }
  return Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One line a route: what a reader of a fixture wants to know. */
export function verdictLine({ route, verdict, reasons, guards }: RouteResult): string {
  const why = reasons.map(({ code, file, line }) => `${code} ${file}:${line}`);
  const kept = guards.map(
    ({ status, target, conditions, decidedBy }) =>
      `${conditions.join(" && ") || "always"} -> ${status ?? `as ${decidedBy} decides`}${target ? ` ${target}` : ""}`,
  );
  return `${verdict} ${route}${[...why, ...kept].map((text) => `\n  ${text}`).join("")}`;
}

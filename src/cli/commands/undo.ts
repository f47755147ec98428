import { resolve } from "node:path";
import type { Environment } from "../environment.ts";
import { talkOn } from "../talk.ts";
import { version } from "../version.ts";

export interface UndoCommandOptions {
  readonly force?: boolean;
  readonly json?: boolean;
}

/**
 * Takes the last change set that was applied to a project back.
 * @throws ChangeSetError when there is none, or files were edited since and `force` is not given
 */
export async function undoCommand(
  directory = ".",
  { force, json }: UndoCommandOptions,
  environment: Environment,
): Promise<void> {
  const root = resolve(environment.cwd, directory);
  const { undo } = await import("../../changeset/undo.ts");
  const { changes } = await undo(root, force ? { force } : {});
  const { stdout } = environment;
  if (json) {
    const result = { command: "undo", version, directory: root, changes };
    stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const taken = { create: "removed", edit: "restored", move: "moved back", delete: "brought back" };
  for (const { kind, path, from } of changes) {
    stdout.write(`${taken[kind]} ${from ?? path}\n`);
  }
  const { say, colors } = talkOn(environment);
  say(
    `${colors.green("✔")} ${changes.length} ${changes.length === 1 ? "file" : "files"} taken back`,
  );
}

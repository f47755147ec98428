import type { Environment } from "./environment.ts";
import { CommandError } from "./errors.ts";

/** What became of a project's repository. `inside`: it lies in another one, which is left alone. */
export type GitOutcome = "committed" | "inside" | "uncommitted" | "unavailable";

/**
 * Makes a repository with a first commit, unless the project lies in one already. No outcome is a
 * failure of the project, so nothing is thrown but an interruption.
 */
export async function startRepository(root: string, environment: Environment): Promise<GitOutcome> {
  const git = async (...args: string[]) =>
    (await environment.run("git", args, root)).exitCode === 0;
  try {
    if (await git("rev-parse", "--is-inside-work-tree")) return "inside";
    if (!(await git("init", "--quiet"))) return "unavailable";
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 1) return "unavailable";
    throw error;
  }
  const added = await git("add", "--all");
  // A signature could ask for a passphrase on a terminal that we use.
  const message = "Start from create-session-app";
  const committed =
    added && (await git("commit", "--quiet", "--no-gpg-sign", "--message", message));
  return committed ? "committed" : "uncommitted";
}

/** What a person has to know about it; nothing where all is as asked. */
export function gitNote(outcome: GitOutcome): string | undefined {
  if (outcome === "inside") return "The folder is part of a git repository already: none was made.";
  if (outcome === "unavailable") return "git could not be run: no repository was made.";
  if (outcome === "uncommitted") {
    return "The first commit failed (does git know your name and address?): the files are staged.";
  }
  return undefined;
}

/**
 * Files below a folder that git would lose track of when we change them: modified, staged or
 * unknown to it. None where there is no repository or no git.
 */
export async function uncommitted(root: string, environment: Environment): Promise<string[]> {
  try {
    const args = ["status", "--porcelain", "--", "."];
    const { exitCode, output } = await environment.run("git", args, root);
    return exitCode === 0
      ? output
          .split("\n")
          .filter(Boolean)
          .map((line) => line.slice(3))
      : [];
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 1) return [];
    throw error;
  }
}

import { execa } from "execa";

const git = (folder: string, ...args: string[]) =>
  execa("git", ["-c", "core.autocrlf=false", ...args], { cwd: folder });

/** Makes the folder a git repository with everything in it committed, ignored files too. */
export async function commitAll(folder: string): Promise<void> {
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
  await git(folder, "init", "--quiet");
  await git(folder, "add", "--all", "--force");
  await git(folder, ...author, "commit", "--quiet", "--no-verify", "--message", "before");
}

/** What differs from the last commit, in git's short form; empty when nothing does. */
export async function changesIn(folder: string): Promise<string> {
  return (await git(folder, "status", "--short", "--untracked-files=all")).stdout;
}

/** Takes the folder back to its last commit; what git ignores stays. */
export async function discardChanges(folder: string): Promise<void> {
  await git(folder, "reset", "--quiet", "--hard");
  await git(folder, "clean", "--quiet", "-fd");
}

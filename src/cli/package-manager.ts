import { rm } from "node:fs/promises";
import { join } from "node:path";
import { resolveCommand } from "package-manager-detector/commands";
import { type PackageManager, packageManagers } from "../scaffold/answers.ts";
import type { Environment } from "./environment.ts";
import { CommandError, Interrupted } from "./errors.ts";
import type { Talk } from "./talk.ts";

/** The package manager that started us (`npm_config_user_agent`), npm where none did. */
export function startedBy(env: Environment["env"]): PackageManager {
  const name = env.npm_config_user_agent?.split("/")[0];
  return packageManagers.find((known) => known === name) ?? "npm";
}

/** npm would print an audit and who asks for money; the others have no such switches. */
const quieter: Partial<Record<PackageManager, string[]>> = { npm: ["--no-audit", "--no-fund"] };

/**
 * Installs a project's dependencies. A project without them is complete, and half a `node_modules`
 * is worse than none, so whatever stops the installation takes it away.
 * @throws Interrupted when Ctrl-C stopped it
 * @throws CommandError when the package manager failed or is not there
 */
export async function install(
  pm: PackageManager,
  root: string,
  environment: Environment,
  talk: Talk,
): Promise<void> {
  try {
    await talk.step(`Installing with ${pm}…`, `Installed with ${pm}`, async () => {
      const args = resolveCommand(pm, "install", quieter[pm] ?? [])?.args ?? ["install"];
      const { exitCode, output } = await environment.run(pm, args, root);
      if (exitCode !== 0) throw new CommandError(output.trim() || `${pm} ended with ${exitCode}.`);
    });
  } catch (error) {
    await rm(join(root, "node_modules"), { recursive: true, force: true, maxRetries: 3 });
    const rest = `The project is complete but for node_modules; run \`${pm} install\` in it.`;
    if (error instanceof Interrupted) throw new Interrupted(`Stopped while installing. ${rest}`);
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(`${error.message}\nInstalling failed, see above. ${rest}`);
  }
}

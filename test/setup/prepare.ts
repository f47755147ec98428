import { execa } from "execa";
import { findProgram } from "./find-program.ts";
import { type Program, programs, quickeners, type SystemPackageManager } from "./programs.ts";

/** How each system installs without questions; the package names follow. */
const installCommands: Readonly<Record<SystemPackageManager, readonly string[]>> = {
  "apt-get": ["install", "-y", "--no-install-recommends"],
  dnf: ["install", "-y"],
  apk: ["add"],
  brew: ["install"],
};

/**
 * Makes sure that the programs that the tests drive are there: a browser and the stores' servers.
 * Installs what is missing through the system's package manager where that needs no password.
 * @throws Error naming each program that is still missing, what needs it and how to get it
 */
export async function prepare(say: (line: string) => void): Promise<void> {
  const manager = systemPackageManager();
  const missing = programs.filter(isMissing);
  if (missing.length > 0 && manager) {
    say(`Installing ${missing.map(({ name }) => name).join(", ")} with ${manager} …`);
    const names = missing.flatMap(({ packages }) => packages[manager].split(" "));
    await install(manager, names).catch((error: Error) => say(error.message));
  }
  for (const { packages } of quickeners.filter(isMissing)) {
    const name = manager && packages[manager];
    if (manager && name) await install(manager, [name]).catch(() => {}); // not every system has it
  }

  const still = programs.filter(isMissing);
  if (still.length === 0) return;
  const lines = still.map(
    ({ name, purpose, packages }) =>
      `  - ${name}, for ${purpose}. Install it with: ${manager ?? "apt-get"} install ${packages[manager ?? "apt-get"]}`,
  );
  throw new Error(`The tests need programs that are not here:\n${lines.join("\n")}`);
}

const isMissing = ({ candidates }: Pick<Program, "candidates">): boolean =>
  findProgram(candidates) === undefined;

function systemPackageManager(): SystemPackageManager | undefined {
  const managers = Object.keys(installCommands) as SystemPackageManager[];
  return managers.find((name) => findProgram([name]) !== undefined);
}

async function install(manager: SystemPackageManager, names: readonly string[]): Promise<void> {
  const run = runner(manager);
  if (manager === "apt-get") await run(["update"]);
  await run([...installCommands[manager], ...names]);
}

/** Homebrew runs as the user; the others need root, by `sudo` only where it asks for no password. */
function runner(manager: SystemPackageManager): (args: readonly string[]) => Promise<unknown> {
  const asRoot = process.getuid?.() === 0 || manager === "brew";
  const [command, prefix] = asRoot ? [manager, []] : ["sudo", ["-n", manager]];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  return (args) => execa(command, [...prefix, ...args], { env, stdin: "ignore", timeout: 900_000 });
}

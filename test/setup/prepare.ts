import { execa } from "execa";
import { findProgram } from "./find-program.ts";
import { type Program, programs, type SystemPackageManager } from "./programs.ts";

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
  const missing = programs.filter(isMissing);
  if (missing.length === 0) return;

  const manager = systemPackageManager();
  if (manager) {
    say(`Installing ${missing.map(({ name }) => name).join(", ")} with ${manager} …`);
    await install(manager, missing).catch((error: Error) => say(error.message));
  }

  const still = programs.filter(isMissing);
  if (still.length === 0) return;
  const lines = still.map(
    ({ name, purpose, packages }) =>
      `  - ${name}, for ${purpose}. Install it with: ${manager ?? "apt-get"} install ${packages[manager ?? "apt-get"]}`,
  );
  throw new Error(`The tests need programs that are not here:\n${lines.join("\n")}`);
}

const isMissing = ({ candidates }: Program): boolean => findProgram(candidates) === undefined;

function systemPackageManager(): SystemPackageManager | undefined {
  const managers = Object.keys(installCommands) as SystemPackageManager[];
  return managers.find((name) => findProgram([name]) !== undefined);
}

async function install(manager: SystemPackageManager, wanted: readonly Program[]): Promise<void> {
  const run = runner(manager);
  if (manager === "apt-get") await run(["update"]);
  const names = wanted.flatMap(({ packages }) => packages[manager].split(" "));
  await run([...installCommands[manager], ...names]);
}

/** Homebrew runs as the user; the others need root, by `sudo` only where it asks for no password. */
function runner(manager: SystemPackageManager): (args: readonly string[]) => Promise<unknown> {
  const asRoot = process.getuid?.() === 0 || manager === "brew";
  const [command, prefix] = asRoot ? [manager, []] : ["sudo", ["-n", manager]];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  return (args) => execa(command, [...prefix, ...args], { env, stdin: "ignore", timeout: 900_000 });
}

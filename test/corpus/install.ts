import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";

type Install = readonly [lockFile: string, command: string, args: readonly string[]];

/** How the owner of each lock file installs, without running anybody's scripts. */
const installs: readonly Install[] = [
  ["package-lock.json", "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]],
  ["pnpm-lock.yaml", "corepack", ["pnpm", "install", "--frozen-lockfile", "--ignore-scripts"]],
  ["yarn.lock", "corepack", ["yarn", "install", "--frozen-lockfile", "--ignore-scripts"]],
];

const yarnBerry: Install = [
  "yarn.lock",
  "corepack",
  ["yarn", "install", "--immutable", "--mode=skip-build"],
];

const quiet = { COREPACK_ENABLE_DOWNLOAD_PROMPT: "0", YARN_ENABLE_TELEMETRY: "0", HUSKY: "0" };

/**
 * Installs the dependencies of a working copy once, and generates the types of a Prisma client.
 * @throws Error with the last lines of the package manager when it fails, or has no lock file
 */
export async function install(folder: string): Promise<void> {
  const done = path.join(folder, ".git", "corpus-installed");
  if (await fs.pathExists(done)) return;
  const [, command, args] = await installerOf(folder);
  await run(command, args, folder, 900_000);
  await generatePrismaTypes(folder);
  await fs.writeFile(done, "");
}

/** Whether {@link install} has been here. */
export const isInstalled = (folder: string): Promise<boolean> =>
  fs.pathExists(path.join(folder, ".git", "corpus-installed"));

async function installerOf(folder: string): Promise<Install> {
  for (const candidate of installs) {
    const lock = path.join(folder, candidate[0]);
    if (!(await fs.pathExists(lock))) continue;
    const berry = /^__metadata:/m.test(await fs.readFile(lock, "utf8"));
    return candidate[0] === "yarn.lock" && berry ? yarnBerry : candidate;
  }
  throw new Error("no lock file of npm, pnpm or yarn");
}

/** Endings of the variables that name an engine, in Prisma 4 to 6. */
const prismaEngines = [
  "SCHEMA_ENGINE_BINARY",
  "MIGRATION_ENGINE_BINARY",
  "INTROSPECTION_ENGINE_BINARY",
  "FMT_BINARY",
  "QUERY_ENGINE_LIBRARY",
  "QUERY_ENGINE_BINARY",
];

/**
 * `prisma generate` downloads engines that making types does not need; naming any file as the
 * engine keeps it from trying. Where it fails all the same, the types are missing before and after.
 */
async function generatePrismaTypes(folder: string): Promise<void> {
  const { stdout } = await execa("git", ["ls-files", "*schema.prisma"], { cwd: folder });
  const engine = path.join(folder, ".git", "no-engine");
  await fs.writeFile(engine, "", { mode: 0o755 });
  const env = Object.fromEntries(prismaEngines.map((name) => [`PRISMA_${name}`, engine]));
  for (const schema of stdout.split("\n").filter(Boolean)) {
    const cwd = path.dirname(path.join(folder, schema));
    const args = ["generate", "--schema", path.join(folder, schema)];
    const options = { cwd, env, localDir: cwd, preferLocal: true, reject: false } as const;
    await execa("prisma", args, { ...options, timeout: 120_000 });
  }
}

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  timeout: number,
): Promise<void> {
  const options = { cwd, env: quiet, reject: false, all: true, timeout } as const;
  const result = await execa(command, args, options);
  if (!result.failed) return;
  const tail = result.all.split("\n").slice(-8).join("\n");
  throw new Error(`${command} ${args.join(" ")} failed:\n${tail}`);
}

import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";

const repository = path.resolve(import.meta.dirname, "../..");

/** Path of the executable, after a build where `dist/` is older than what it is built from. */
export async function builtCommand(): Promise<string> {
  const built = path.join(repository, "dist/cli.js");
  const sources = ["src", "codemods", "package.json", "tsdown.config.ts"].flatMap(filesBelow);
  const changed = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (!existsSync(built) || statSync(built).mtimeMs < changed) {
    await execa("npm", ["run", "build"], { cwd: repository });
  }
  return path.join(repository, "bin/create-session-app.js");
}

function filesBelow(name: string): string[] {
  const place = path.join(repository, name);
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  const entries = readdirSync(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

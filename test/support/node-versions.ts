import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";

/**
 * Path of a Node.js executable of exactly this version, from the npm package that holds it for this
 * platform; installed once, into the system's temporary folder.
 * @throws Error when there is no such package for this platform, or it cannot be installed
 */
export async function nodeVersion(version: string): Promise<string> {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const prefix = platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const name = `${prefix}-${platform}-${process.arch}`;
  const folder = path.join(tmpdir(), `create-session-app-node-${version}`);
  const executable = path.join(
    folder,
    "node_modules",
    name,
    "bin",
    platform === "win" ? "node.exe" : "node",
  );
  if (!(await fs.pathExists(executable))) {
    await fs.outputJson(path.join(folder, "package.json"), { private: true });
    const flags = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts"];
    await execa("npm", ["install", ...flags, `${name}@${version}`], { cwd: folder });
  }
  return executable;
}

import path from "node:path";
import { execa } from "execa";

const main = path.resolve(import.meta.dirname, "../../src/cli/main.ts");

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs create-session-app from its sources, without a terminal. Does not throw when it fails. */
export async function createSessionApp(args: readonly string[], cwd: string): Promise<Outcome> {
  const tsx = import.meta.resolve("tsx");
  const result = await execa(process.execPath, ["--import", tsx, main, ...args], {
    cwd,
    reject: false,
    stdin: "ignore",
    timeout: 300_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  const { stdout, stderr } = result;
  return { exitCode: result.exitCode ?? 1, stdout, stderr };
}

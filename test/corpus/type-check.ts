import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";

export interface Diagnostic {
  /** Relative to the application, with `/`. */
  readonly file: string;
  readonly line: number;
  /** e.g. `TS2345` */
  readonly code: string;
  readonly message: string;
}

/**
 * Runs the project's own TypeScript over an application.
 * @returns its errors, or undefined where there is no tsconfig.json or no TypeScript
 */
export async function typeCheck(app: string): Promise<Diagnostic[] | undefined> {
  if (!(await fs.pathExists(path.join(app, "tsconfig.json")))) return undefined;
  const tsc = await findTypeScript(app);
  if (!tsc) return undefined;
  const remove = await declareNext(app);
  // Nothing may be written: what a project says about incremental builds is switched off.
  const args = [tsc, "--noEmit", "--pretty", "false", "--incremental", "false"];
  const options = {
    cwd: app,
    reject: false,
    timeout: 600_000,
    maxBuffer: 64 * 1024 * 1024,
  } as const;
  const result = await execa(process.execPath, [...args, "--tsBuildInfoFile", "null"], options);
  await remove();
  return parseErrors(result.stdout);
}

/** Errors in the output of `tsc --pretty false`; lines that continue a message are left out. */
export function parseErrors(output: string): Diagnostic[] {
  const lines = output.matchAll(/^(?:(\S.*?)\((\d+),\d+\): )?error (TS\d+): (.*)$/gm);
  return [...lines].map(([, file = "", line = "0", code = "", message = ""]) => ({
    file: file.replaceAll("\\", "/"),
    line: Number(line),
    code,
    message: message.trim(),
  }));
}

/**
 * The errors of `after` that `before` does not have. An error moves with its file: what was wrong
 * in a page may be wrong in every file that the page became, once for each time it was there.
 * @param origins the file that a file's content came from, for files that moved
 */
export function newErrors(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  origins: ReadonlyMap<string, string>,
): Diagnostic[] {
  const keyOf = (file: string, error: Diagnostic) => `${file}\0${error.code}\0${error.message}`;
  const known = new Map<string, number>();
  for (const error of before) {
    const key = keyOf(error.file, error);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return after.filter((error) => {
    const key = keyOf(origins.get(error.file) ?? error.file, error);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}

async function findTypeScript(app: string): Promise<string | undefined> {
  for (let folder = app; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules/typescript/lib/tsc.js");
    if (await fs.pathExists(candidate)) return candidate;
  }
  return undefined;
}

/**
 * Writes the file that `next dev` makes, and that many projects do not commit.
 * @returns what takes it away again
 */
async function declareNext(app: string): Promise<() => Promise<void>> {
  const file = path.join(app, "next-env.d.ts");
  if (await fs.pathExists(file)) return async () => {};
  const references = ["next", "next/image-types/global"];
  const lines = references.map((types) => `/// <reference types="${types}" />\n`);
  await fs.writeFile(file, lines.join(""));
  return () => fs.remove(file);
}

import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";
import { checkOnly, type Diagnostic, parseErrors } from "../../src/verify/type-errors.ts";

/**
 * Runs the project's own TypeScript over an application.
 * @returns its errors, or undefined where there is no tsconfig.json or no TypeScript
 */
export async function typeCheck(app: string): Promise<Diagnostic[] | undefined> {
  if (!(await fs.pathExists(path.join(app, "tsconfig.json")))) return undefined;
  const tsc = await findTypeScript(app);
  if (!tsc) return undefined;
  const remove = await declareNext(app);
  const options = {
    cwd: app,
    reject: false,
    timeout: 600_000,
    maxBuffer: 64 * 1024 * 1024,
  } as const;
  const result = await execa(process.execPath, [tsc, ...checkOnly], options);
  await remove();
  return parseErrors(result.stdout);
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

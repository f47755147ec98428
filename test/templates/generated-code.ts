import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { scaffold } from "../../src/scaffold/scaffold.ts";
import type { Stack } from "../../src/stack/types.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** Runs TypeScript of a generated project without its application. */
export const tsx = path.join(root, "node_modules/.bin/tsx");

/**
 * Writes what lies below `lib/` of a generated project, with the packages of this repository.
 * @returns the folder, which the caller removes
 */
export async function generatedLibrary(stack: Stack): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), "generated-code-"));
  for (const change of (await scaffold({ name: "app", ...stack })).changes()) {
    if (change.kind !== "create" || !/^(lib\/|tsconfig)/.test(change.path)) continue;
    await mkdir(path.dirname(path.join(dir, change.path)), { recursive: true });
    await writeFile(path.join(dir, change.path), change.after);
  }
  await symlink(path.join(root, "node_modules"), path.join(dir, "node_modules"));
  return dir;
}

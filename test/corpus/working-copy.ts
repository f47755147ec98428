import path from "node:path";
import fs from "fs-extra";
import { commitAll, discardChanges } from "../support/repository.ts";
import type { Checkout } from "./entry.ts";

const unwanted = new Set([".git", ".next", "node_modules"]);

/**
 * A copy of a checkout in `work`, with every file committed and nothing changed. A copy of an
 * earlier run is used again, with its dependencies: they are ignored files, which stay.
 * @returns the folder of the copy
 */
export async function workingCopy(checkout: Checkout, work: string): Promise<string> {
  const name = `${checkout.repo.replace("/", "__")}-${checkout.commit.slice(0, 8)}`;
  const folder = path.join(work, name);
  if (await fs.pathExists(path.join(folder, ".git"))) {
    await discardChanges(folder);
    return folder;
  }
  await fs.remove(folder);
  await fs.copy(checkout.folder, folder, {
    filter: (source) => !unwanted.has(path.basename(source)),
  });
  await commitAll(folder);
  return folder;
}

import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { journalFolder } from "../../../src/changeset/path.ts";

/**
 * Everything about a directory that must come back: names, kinds, permission bits, contents, link
 * targets. Contents are read as latin1, which keeps every byte apart.
 */
export function readTree(
  root: string,
  options: { readonly journal?: boolean } = {},
): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (path: string) => {
    const at = join(root, path);
    const stats = lstatSync(at);
    if (stats.isSymbolicLink()) found[path] = `link to ${readlinkSync(at)}`;
    else if (stats.isDirectory()) {
      found[path] = `d${permissions(stats.mode)}`;
      for (const name of readdirSync(at).sort()) {
        if (options.journal === false && name === journalFolder) continue;
        visit(path === "" ? name : `${path}/${name}`);
      }
    } else found[path] = `-${permissions(stats.mode)} ${readFileSync(at, "latin1")}`;
  };
  visit("");
  return found;
}

function permissions(mode: number): string {
  return [0o400, 0o200, 0o100, 0o40, 0o20, 0o10, 0o4, 0o2, 0o1]
    .map((bit, index) => (mode & bit ? "rwx"[index % 3] : "-"))
    .join("");
}

import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Copies a built application and takes the proxy out of the copy's manifests: what is left is what
 * an attacker meets who has found a way around it (as with CVE-2025-29927).
 * @returns the copy's folder, beside the original
 */
export async function withoutProxy(dir: string): Promise<string> {
  const copy = `${dir}-without-proxy`;
  const cache = path.join(dir, ".next", "cache");
  await cp(dir, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => source !== cache,
  });
  // A proxy runs on Node and stands in the first manifest; middleware for the edge in the second.
  await edit(copy, "functions-config-manifest.json", (manifest: { functions: object }) => ({
    ...manifest,
    functions: without(manifest.functions, "/_middleware"),
  }));
  await edit(copy, "middleware-manifest.json", (manifest: object) => ({
    ...manifest,
    middleware: {},
    sortedMiddleware: [],
  }));
  return copy;
}

async function edit<Manifest>(dir: string, name: string, change: (manifest: Manifest) => object) {
  const file = path.join(dir, ".next", "server", name);
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, "utf8")))));
}

function without(object: object, key: string): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { scaffold } from "../../src/scaffold/scaffold.ts";
import { explain } from "../../src/stack/explain.ts";
import { limitsOf } from "../../src/stack/layers.ts";
import type { Stack } from "../../src/stack/types.ts";
import { serverVersions } from "./server-versions.ts";

const root = path.resolve(import.meta.dirname, "..");
const contract = path.join(root, "contract");
const registries = ["auths", "stores"].map((name) => path.join(contract, name, "all.ts"));

/**
 * Hash of everything that decides how a stack fares: the files of its application (its packages'
 * versions among them), its limits, the code that checks it, and the programs it runs on. Results of
 * an equal hash are results of the same thing, whenever they were made.
 */
export async function stackHash(stack: Stack): Promise<string> {
  const hash = createHash("sha256");
  const add = (name: string, content: string | Buffer) =>
    hash.update(`\0${name}\0${content.length}\0`).update(content);
  add("environment", JSON.stringify({ node: process.version, ...serverVersions() }));
  add("limits", JSON.stringify(limits(stack)));
  for (const change of (await scaffold({ name: "contract-app", ...stack })).changes()) {
    if (change.kind === "create" && change.path !== ".env.local") add(change.path, change.after);
  }
  for (const file of checkingCode(stack)) add(path.relative(root, file), readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

function limits(stack: Stack) {
  const explanation = explain(stack);
  if (!explanation.valid) throw new Error(explanation.reason);
  return limitsOf(explanation.stack);
}

/** The modules that check a stack, and what is loaded into its server; of the adapters its own only. */
function checkingCode({ auth, store }: Stack): string[] {
  const adapters = [adapter("auths", auth), adapter("stores", store)].flat();
  const modules = closure([path.join(import.meta.dirname, "check-stack.ts"), ...adapters]);
  const preloads = readdirSync(path.join(contract, "preload")).map((name) =>
    path.join(contract, "preload", name),
  );
  return [...modules, ...preloads].sort();
}

/** The adapter's module; all of them where it is not named by its id. */
function adapter(folder: "auths" | "stores", id: string): string[] {
  const place = path.join(contract, folder);
  const own = path.join(place, `${id}.ts`);
  if (existsSync(own)) return [own];
  const names = readdirSync(place).filter((name) => name.endsWith(".ts"));
  return names.map((name) => path.join(place, name)).filter((file) => !registries.includes(file));
}

const imported = /(?:from|import)\s*\(?\s*"(\.[^"]+\.ts)"/g;

/** Modules below test/ that some modules import, and those that these import, and so on. */
function closure(entries: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file; file = open.pop()) {
    if (found.has(file) || registries.includes(file) || !file.startsWith(root)) continue;
    found.add(file);
    for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(imported)) {
      open.push(path.resolve(path.dirname(file), specifier));
    }
  }
  return found;
}

import { execa } from "execa";
import type { Published } from "./newer.ts";

/**
 * The published versions of a package that are not older than `from`.
 * @throws Error with what npm says, when it does not get through to the registry
 */
export async function publishedSince(name: string, from: string): Promise<Published[]> {
  const fields = ["version", "engines.node"];
  const { stdout } = await execa("npm", ["view", `${name}@>=${from}`, ...fields, "--json"]);
  // A single version comes as an object, and one without `engines` as a text.
  const found: unknown = JSON.parse(stdout || "[]");
  return (Array.isArray(found) ? found : [found]).map((entry) =>
    typeof entry === "string"
      ? { version: entry }
      : { version: entry.version, node: entry["engines.node"] },
  );
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The installation is not whole. */
export class TemplatesError extends Error {
  override readonly name = "TemplatesError";
}

/** Where the layers' files come from. Paths use `/` on every platform. */
export interface TemplateSource {
  /** Every file below a folder, relative to it, sorted; none where there is no such folder. */
  list(folder: string): string[];
  /** Bytes of a file, by its path from the root of the templates. */
  read(path: string): Buffer;
}

/** The templates below a folder of this machine. */
export function templatesIn(root: string): TemplateSource {
  return {
    list: (folder) => filesBelow(join(root, folder)).sort(),
    read: (path) => readFileSync(join(root, path)),
  };
}

/**
 * The folder of templates that belongs to this program: it stands beside `dist/` when published
 * and beside `src/` in the repository.
 * @throws TemplatesError when the installation lacks it
 */
export function templatesRoot(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, "templates");
    if (existsSync(join(candidate, "base"))) return candidate;
  }
  throw new TemplatesError("The templates are missing from this installation; install it again.");
}

/** What tools leave beside the templates when we check them in place. */
const ignored = new Set(["node_modules", ".next", "next-env.d.ts", ".DS_Store"]);

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name)) return [];
    if (!entry.isDirectory()) return [entry.name];
    return filesBelow(join(folder, entry.name)).map((path) => `${entry.name}/${path}`);
  });
}

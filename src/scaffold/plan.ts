import { canMerge } from "../changeset/merge/merge.ts";
import type { LayerFolder } from "../stack/layers.ts";
import type { TemplateSource } from "../templates/source.ts";
import { LayerError } from "./errors.ts";

/** One file of a layer, and where it goes. */
export interface LayerFile {
  /** From the root of the templates. */
  readonly source: string;
  /** From the root of the project. */
  readonly target: string;
  /** Rendered by Handlebars; copied byte for byte otherwise. */
  readonly rendered: boolean;
}

/**
 * Who writes what: every target path with the files that make it, in the order of the layers.
 * More than one file stands only where there is a merger for the path.
 * @throws LayerError when two layers write one path that has no merger, unless the later one
 *   declares that it overrides it
 */
export function planFiles(
  folders: readonly LayerFolder[],
  templates: TemplateSource,
): Map<string, LayerFile[]> {
  const plan = new Map<string, LayerFile[]>();
  for (const { path: folder, overrides, without = [] } of folders) {
    const leftOut = without.map(asPattern);
    for (const name of templates.list(folder)) {
      const file = layerFile(folder, name);
      if (leftOut.some((pattern) => pattern.test(file.target))) continue;
      const earlier = plan.get(file.target) ?? [];
      if (earlier.length === 0 || overrides.includes(file.target)) {
        plan.set(file.target, [file]);
      } else if (canMerge(file.target)) {
        plan.set(file.target, [...earlier, file]);
      } else {
        throw new LayerError(
          `${earlier[0]?.source} and ${file.source} both write ${file.target}, which has no merger.`,
        );
      }
    }
  }
  return plan;
}

/** A path in which `*` stands for one name, as an expression that matches it as a whole. */
function asPattern(path: string): RegExp {
  const names = path.split("*").map((part) => part.replace(/[.[\]()+?^${}|\\]/g, "\\$&"));
  return new RegExp(`^${names.join("[^/]+")}$`);
}

/**
 * npm leaves out or renames files of these names when it packs, and tools obey them where they
 * lie, so the templates carry them with an underscore.
 */
const dotfiles = new Set(["_gitignore", "_env.example", "_editorconfig", "_prettierrc"]);

function layerFile(folder: string, name: string): LayerFile {
  const rendered = name.endsWith(".hbs");
  const parts = name.slice(0, rendered ? -".hbs".length : undefined).split("/");
  const last = parts.pop() ?? "";
  const target = [...parts, dotfiles.has(last) ? `.${last.slice(1)}` : last].join("/");
  return { source: `${folder}/${name}`, target, rendered };
}

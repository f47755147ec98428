import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Catalogue, catalogue as everything } from "../stack/catalogue.ts";
import { extended, OutsideError, parseOutside } from "../stack/outside.ts";
import { type TemplateSource, templatesIn, templatesRoot } from "../templates/source.ts";

/** What can be chosen, and the files that it is made of. */
export interface TemplateSet {
  readonly catalogue: Catalogue;
  readonly templates: TemplateSource;
}

/** What this program brings. */
export function ownTemplates(): TemplateSet {
  return { catalogue: everything, templates: templatesIn(templatesRoot()) };
}

/**
 * Adds auth libraries, stores and extras from a folder laid out like our own templates/, with a
 * stack.json that declares them. Nothing of it is executed.
 * @throws OutsideError where stack.json is missing or wrong, or where a file is both ours and theirs
 */
export function withOutside(root: string, own: TemplateSet = ownTemplates()): TemplateSet {
  const declaration = join(root, "stack.json");
  if (!existsSync(declaration)) {
    throw new OutsideError(
      `There is no stack.json in ${root}; templates/README.md says what it holds.`,
    );
  }
  const outside = parseOutside(readFileSync(declaration, "utf8"));
  return {
    catalogue: extended(own.catalogue, outside),
    templates: joined(own.templates, templatesIn(root), root),
  };
}

/** Their files beside ours; neither may replace the other's. */
function joined(ours: TemplateSource, theirs: TemplateSource, root: string): TemplateSource {
  const from = new Map<string, TemplateSource>();
  return {
    list(folder) {
      const names = [ours, theirs].flatMap((source) =>
        source.list(folder).map((name) => {
          const path = `${folder}/${name}`;
          const other = from.get(path);
          if (other && other !== source) {
            throw new OutsideError(`${path} in ${root} is a file of create-session-app's own.`);
          }
          from.set(path, source);
          return name;
        }),
      );
      return names.sort();
    },
    read: (path) => (from.get(path) ?? ours).read(path),
  };
}

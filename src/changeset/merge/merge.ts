import { basename } from "node:path/posix";
import { ChangeSetError } from "../change.ts";
import { mergeCompose } from "./compose.ts";
import { mergeEnvironment } from "./environment.ts";
import { mergeIgnore } from "./ignore.ts";
import { mergePackage } from "./package.ts";
import { mergeReadme } from "./readme.ts";
import { type TextStyle, withStyle } from "./style.ts";

/** Two contents of one file that say different things about the same key. */
export interface Conflict {
  /** What they disagree on: `dependencies.next`, `DATABASE_URL`. */
  readonly key: string;
  readonly kept: string;
  readonly dropped: string;
}

export interface Merged {
  readonly text: string;
  /** Where `current` won over `addition`. The caller knows whether that is an error or news. */
  readonly conflicts: readonly Conflict[];
}

/** Merges two texts with `\n` line ends and no BOM; `style` is how the result will be written. */
export type Merger = (current: string, addition: string, style: TextStyle) => Merged;

/** Files that several layers, or a layer and a user, may write together, by name. */
const mergers: ReadonlyMap<string, Merger> = new Map([
  ["package.json", mergePackage],
  [".env.example", mergeEnvironment],
  [".gitignore", mergeIgnore],
  ["compose.yaml", mergeCompose],
  ["README.md", mergeReadme],
]);

/** Whether {@link merge} knows how to join two contents of this path. */
export function canMerge(path: string): boolean {
  return mergers.has(basename(path));
}

/**
 * Joins what a file holds with what is to be added to it. All that `current` says stays as it is:
 * its order, its indentation, its line ends; where the two disagree, `current` wins and the
 * conflict is returned. Merging the same addition again changes nothing.
 * @param current the file's text; `undefined` where there is no file
 * @throws ChangeSetError for a path without a merger, or a text that cannot be read as what it is
 */
export function merge(path: string, current: string | undefined, addition: string): Merged {
  const merger = mergers.get(basename(path));
  if (!merger) {
    const message = `${path} is written twice, and there is no rule for joining the two.`;
    throw new ChangeSetError(message, "invalid", [path]);
  }
  try {
    return withStyle(current ?? addition, (style, plain) =>
      merger(current === undefined ? "" : plain(current), plain(addition), style),
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ChangeSetError(`${path} cannot be read: ${error.message}.`, "invalid", [path]);
  }
}

import { FenceReader, markdownBlocksOf } from "./blocks.ts";
import type { Merged } from "./merge.ts";

/** A `##` heading and what follows it, up to the next one. */
interface Section {
  /** The heading's line; `""` for what stands before the first one. */
  readonly heading: string;
  readonly body: string;
}

/**
 * Joins two README by their `##` sections. A section that is missing comes at the end; one that is
 * there gets the blocks of text it does not have yet. The title and what follows it are the first
 * file's.
 */
export function mergeReadme(current: string, addition: string): Merged {
  if (current.trim() === "") return { text: addition, conflicts: [] };
  let text = current;
  for (const { heading, body } of sectionsOf(addition)) {
    if (heading === "" || body.trim() === "") continue;
    const namesakes = sectionsOf(text).filter((section) => nameOf(section) === nameOf({ heading }));
    const [present] = namesakes;
    if (!present) {
      text = `${text.trimEnd()}\n\n${heading}\n\n${trim(body)}\n`;
      continue;
    }
    const known = new Set(namesakes.flatMap((section) => markdownBlocksOf(section.body)));
    const fresh = markdownBlocksOf(body).filter((block) => !known.has(block));
    if (fresh.length === 0) continue;
    const old = present.heading + present.body;
    const at = text.indexOf(old);
    const tail = text.slice(at + old.length);
    const grown = `${old.trimEnd()}\n\n${fresh.join("\n\n")}\n`;
    text = text.slice(0, at) + grown + (tail === "" ? "" : `\n${tail}`);
  }
  return { text, conflicts: [] };
}

/** The `##` sections of a Markdown text; a `##` inside of a code fence is no heading. */
function sectionsOf(text: string): Section[] {
  const sections: { heading: string; body: string }[] = [{ heading: "", body: "" }];
  const fence = new FenceReader();
  for (const line of text.split(/(?<=\n)/)) {
    const last = sections.at(-1);
    if (!fence.holds(line) && /^##\s/.test(line)) {
      sections.push({ heading: line.trimEnd(), body: line.slice(line.trimEnd().length) });
    } else if (last) last.body += line;
  }
  return sections;
}

function nameOf({ heading }: Pick<Section, "heading">): string {
  return heading.replace(/^#+\s*/, "").toLowerCase();
}

function trim(body: string): string {
  return body.replace(/^\n+/, "").trimEnd();
}

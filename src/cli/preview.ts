import type { Change } from "../changeset/change.ts";

/** What `--dry-run` and `--diff` print: a line a change, or the diff that Git would show. */
export async function previewText(changes: readonly Change[], diff: boolean): Promise<string> {
  if (diff) {
    const { renderDiff } = await import("../changeset/diff.ts");
    return renderDiff(changes);
  }
  const { renderSummary, summarise } = await import("../changeset/summary.ts");
  return renderSummary(summarise(changes));
}

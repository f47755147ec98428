/**
 * The candidates that a person may have meant, best first: those that begin with the word (or the
 * word with them), then those within a slip of the keyboard for every three letters.
 */
export function nearest(word: string, candidates: readonly string[]): string[] {
  const typed = word.toLowerCase();
  const allowed = Math.max(1, Math.floor(typed.length / 3));
  return candidates
    .map((candidate) => ({ candidate, slips: slipsBetween(typed, candidate.toLowerCase()) }))
    .filter(({ slips }) => slips <= allowed)
    .sort((a, b) => a.slips - b.slips)
    .map(({ candidate }) => candidate);
}

/** 0 for a prefix either way, otherwise the edit distance of Levenshtein. */
function slipsBetween(a: string, b: string): number {
  if (a.length >= 2 && (b.startsWith(a) || a.startsWith(b))) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

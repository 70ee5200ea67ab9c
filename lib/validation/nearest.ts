/**
 * The candidate that a misspelt word is meant to be: one that it begins, or the closest one;
 * undefined if none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  // A long text is no misspelt word, and would take long to compare.
  if (word === '' || word.length > 100) return undefined;
  const lower = word.toLowerCase();
  const [best] = [...candidates]
    .map((candidate) => {
      const other = candidate.toLowerCase();
      return { candidate, edits: other.startsWith(lower) ? 0 : edits(lower, other) };
    })
    .toSorted((a, b) => a.edits - b.edits);
  // A third of a short word; in a long one, more than three slips are another word.
  const tolerated = Math.max(1, Math.min(3, word.length / 3));
  return best !== undefined && best.edits <= tolerated ? best.candidate : undefined;
}

/** `did you mean X?`, or undefined. */
export function suggestion(word: string, candidates: Iterable<string>): string | undefined {
  const candidate = nearest(word, candidates);
  return candidate && `did you mean ${candidate}?`;
}

/** `; did you mean X?` to end a sentence with, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const meant = suggestion(word, candidates);
  return meant === undefined ? '' : `; ${meant}`;
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words. */
function edits(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const at = (di: number, dj: number) => rows[i - di]?.[j - dj] ?? Number.POSITIVE_INFINITY;
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(1, 0) + 1,
        (row[j - 1] ?? 0) + 1,
        at(1, 1) + (isSame ? 0 : 1),
        isSwap ? at(2, 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

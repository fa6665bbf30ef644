/**
 * The end of an error message about an unknown name: `; did you mean "lr"?` with the most similar known name, or an empty
 * text if none is similar. Case-insensitive; names that begin with the unknown one are similar, too.
 */
export function suggest(unknown: string, known: readonly string[]): string {
  const wanted = unknown.toLowerCase();
  let nearest: string | null = null;
  let minDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of known) {
    const candidate = name.toLowerCase();
    const distance =
      wanted.length > 2 && candidate.startsWith(wanted) ? 0.5 : editDistance(wanted, candidate);
    if (distance < minDistance) [nearest, minDistance] = [name, distance];
  }
  return nearest === null ? '' : `; did you mean "${nearest}"?`;
}

/** The Levenshtein distance: the minimum number of insertions, deletions and substitutions of characters. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/**
 * ` Did you mean "relu"?` for a name that is a few letters off; empty when none is near.
 *
 * @param show how the name is written in the sentence
 */
export function didYouMean(
  text: string,
  names: readonly string[],
  show: (name: string) => string = (name) => `"${name}"`,
): string {
  const typed = text.toLowerCase();
  const ranked = names
    .map((name) => ({ name, distance: editDistance(typed, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  // A third of the letters wrong is still a typo, more is another word.
  if (!best || best.distance > Math.max(1, Math.floor(text.length / 3))) return '';
  return ` Did you mean ${show(best.name)}?`;
}

/** Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b` (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let [before, previous] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, before[j - 2]! + 1);
      }
      current.push(least);
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length]!;
}

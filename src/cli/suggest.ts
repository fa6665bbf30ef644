/**
 * ` Did you mean "relu"?` for a misspelt name; empty if no name is similar.
 *
 * @param show formats the name for the message
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
  // Up to a third of wrong letters counts as a typo.
  if (!best || best.distance > Math.max(1, Math.floor(text.length / 3))) return '';
  return ` Did you mean ${show(best.name)}?`;
}

/** Number of insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let [before, previous] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let min = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        min = Math.min(min, before[j - 2]! + 1);
      }
      current.push(min);
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length]!;
}

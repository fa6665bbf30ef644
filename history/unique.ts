/**
 * Returns the names, made unique: a repeated name gets ` (2)`, ` (3)`, …, the first that is free. Names that occur once are
 * unchanged.
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return names.map((name) => {
    if (!seen.has(name)) {
      seen.add(name);
      return name;
    }
    let count = counts.get(name) ?? 2;
    while (taken.has(`${name} (${String(count)})`)) count++;
    counts.set(name, count + 1);
    const unique = `${name} (${String(count)})`;
    taken.add(unique);
    return unique;
  });
}

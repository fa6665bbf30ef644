/** Each name once, in the order in which it first comes. */
export function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** The names but for some. */
export function without(names: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others);
  return names.filter((name) => !left.has(name));
}

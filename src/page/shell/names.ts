/** The distinct names, in the order of their first occurrence. */
export function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** The names except some. */
export function without(names: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others);
  return names.filter((name) => !left.has(name));
}

import type { Table } from '../../../history/index.ts';

/** For each categorical column, the index of each category in order of first appearance. */
export type ClassMemory = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The initial, empty memory. */
export const noClasses: ClassMemory = new Map();

/** Columns with more categories are skipped: colours could not distinguish them. */
const MAX_WORDS = 10_000;

/** Fixed indices of categories of a column; undefined if it has none. */
export type FixedClasses = (column: string) => ReadonlyMap<string, number> | undefined;

/**
 * Appends the new categories of `table`; returns `known` itself if there are none. A category keeps its index, and so its
 * colour, when rows are added or removed.
 */
export function rememberClasses(known: ClassMemory, table: Table, fixed?: FixedClasses): ClassMemory {
  let result: Map<string, ReadonlyMap<string, number>> | null = null;
  for (const column of table.columns) {
    if (column.kind !== 'category' || column.categories.length > MAX_WORDS) continue;
    const { name, categories } = column;
    const places = known.get(name) ?? fixed?.(name) ?? new Map<string, number>();
    const added = categories.filter((word) => !places.has(word));
    if (added.length === 0 && (known.has(name) || places.size === 0)) continue;
    const more = added.map((word, index) => [word, places.size + index] as const);
    result ??= new Map(known);
    result.set(name, new Map([...places, ...more]));
  }
  return result ?? known;
}

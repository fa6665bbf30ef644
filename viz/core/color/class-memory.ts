import type { Table } from '../../../history/index.ts';

/** Per column of words the place of each word among all that it ever had, in the order in which they came. */
export type ClassMemory = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Of a plot that has seen no table. */
export const noClasses: ClassMemory = new Map();

/** Of columns with more words none is remembered: colours could not tell them apart, and it would take long. */
const MOST_WORDS = 10_000;

/**
 * `known` with the words of `table` behind those that are there already; `known` itself when there is none. A word keeps
 * its place, and so its colour, whatever rows leave or come.
 */
export function rememberClasses(known: ClassMemory, table: Table): ClassMemory {
  let result: Map<string, ReadonlyMap<string, number>> | null = null;
  for (const column of table.columns) {
    if (column.kind !== 'category' || column.categories.length > MOST_WORDS) continue;
    const places = known.get(column.name) ?? new Map<string, number>();
    const added = column.categories.filter((word) => !places.has(word));
    if (added.length === 0) continue;
    const more = added.map((word, index) => [word, places.size + index] as const);
    result ??= new Map(known);
    result.set(column.name, new Map([...places, ...more]));
  }
  return result ?? known;
}

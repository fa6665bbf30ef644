import type { Table } from '../../../history/index.ts';

/**
 * The activations of the rows by their column `activation`, each with the first row that has it. Networks with an
 * activation per layer (`relu-tanh`) count for each.
 */
export function activationsOf(table: Table, rows: Iterable<number>): Map<string, number> {
  const used = new Map<string, number>();
  const column = table.columns.find(({ name }) => name === 'activation');
  if (column?.kind !== 'category') return used;
  const seen = new Set<number>();
  for (const row of rows) {
    if (seen.size === column.categories.length) break;
    const code = column.codes[row]!;
    if (column.absence?.[row] || seen.has(code)) continue;
    seen.add(code);
    for (const name of column.categories[code]!.split('-')) if (!used.has(name)) used.set(name, row);
  }
  return used;
}

/** The activations that are shown where runs use none, as runs of other tools do: those of the notebook. */
const USUAL = ['relu', 'tanh', 'leaky_relu'];

/** The names of the activations that are shown at first: the used ones that are known, else the usual ones. */
export function firstActivations(used: Iterable<string>, known: readonly string[]): string[] {
  const found = [...used].filter((name) => known.includes(name));
  return found.length > 0 ? found : USUAL.filter((name) => known.includes(name));
}

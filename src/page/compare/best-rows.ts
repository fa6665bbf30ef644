import { topRows } from '../../../analysis/index.ts';
import type { Table } from '../../../history/index.ts';

/**
 * The best rows by an objective, the first ones without an objective or without enough values; at most one per run, and
 * none of the runs that `pinned` rows show.
 */
export function bestRows(
  table: Table,
  rows: Uint32Array,
  objective: { readonly metric: string; readonly direction: 'min' | 'max' } | null,
  pinned: readonly number[],
  count: number,
): number[] {
  const taken = new Set(pinned.map((row) => table.runIndex[row]!));
  const column = table.columns.find(({ name }) => name === objective?.metric);
  const found: number[] = [];
  const take = (row: number) => {
    if (found.length >= count || taken.has(table.runIndex[row]!)) return;
    taken.add(table.runIndex[row]!);
    found.push(row);
  };
  while (found.length < count && column?.kind === 'number' && objective !== null) {
    const rest = rows.filter((row) => !taken.has(table.runIndex[row]!));
    const [best] = topRows({ ...column, direction: objective.direction }, rest, 1);
    if (best === undefined) break;
    take(best);
  }
  for (const row of rows) {
    if (found.length >= count) break;
    take(row);
  }
  return found;
}

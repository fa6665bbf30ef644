import type { Column } from '../../../history/index.ts';
import { laneOf, LANES, type Lane } from '../layout/lanes.ts';
import { formatCell } from '../scale/format.ts';

/** The maximum number of facets. */
export const MAX_FACETS = 12;

/** Rows with the same value of a column, or all rows with the values that have no facet of their own. */
export interface Facet {
  /** The value as text; `others` for several. */
  readonly name: string;
  /** The number of values: more than 1 for the others. */
  readonly values: number;
}

export interface Facets {
  /** By the number of their rows, the largest first; the others are last. */
  readonly all: readonly Facet[];
  /** The index of each row's facet. */
  readonly ofRow: Uint8Array;
}

/**
 * Groups `rows` by their value of a column: a category, a number, or one of the lanes of cells without a position on an axis.
 * Of more than `MAX_FACETS` values, all but the most frequent ones form one facet. Of equally frequent values the lower one
 * is first, and lanes are last.
 */
export function facetsOf(column: Column, rows: Uint32Array): Facets {
  const groups = new Map<Lane | number, { readonly row: number; count: number }>();
  const values = column.kind === 'number' ? column.values : column.codes;
  const keyOf = (row: number) => laneOf(column, row) ?? values[row]!;
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group !== undefined) group.count += 1;
    else groups.set(key, { row, count: 1 });
  }
  const ordered = Array.from(groups).sort(
    ([a, { count }], [b, { count: other }]) => other - count || compare(a, b),
  );
  const own = ordered.length > MAX_FACETS ? ordered.slice(0, MAX_FACETS - 1) : ordered;
  const indexes = new Map(own.map(([key], index) => [key, index]));
  const ofRow = new Uint8Array(values.length);
  for (const row of rows) ofRow[row] = indexes.get(keyOf(row)) ?? own.length;
  const all = own.map(([, { row }]) => ({ name: formatCell(column, row), values: 1 }));
  const rest = ordered.length - own.length;
  return { all: rest > 0 ? [...all, { name: 'others', values: rest }] : all, ofRow };
}

/** Values ascend, and lanes in the order of `LANES` follow. */
function compare(a: Lane | number, b: Lane | number): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  return typeof b === 'number' ? 1 : LANES.indexOf(a) - LANES.indexOf(b);
}

/** The rows of each facet, in the order of `rows`. */
export function splitRows(rows: Uint32Array, { all, ofRow }: Facets): Uint32Array[] {
  const counts = new Uint32Array(all.length);
  for (const row of rows) counts[ofRow[row]!]!++;
  const parts = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (const row of rows) {
    const facet = ofRow[row]!;
    parts[facet]![counts[facet]!++] = row;
  }
  return parts;
}

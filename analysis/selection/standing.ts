import type { Column } from '../../history/index.ts';
import { hasValue } from '../has-value.ts';
import { sampleRows } from '../sampling.ts';

/** How a cell compares with the cells of other rows in its column. */
export type Standing =
  | { readonly kind: 'lowest' | 'highest' }
  /** `share` of the others' numbers are lower; above 0, below 1. */
  | { readonly kind: 'above'; readonly share: number }
  /** `share` of the rows have the same category. */
  | { readonly kind: 'category'; readonly share: number };

/** Larger selections are sampled: a tooltip has a frame's time. */
const maxRows = 5000;
const minRows = 3;

/**
 * How a cell compares with those of `rows`; null where it has no value, there are fewer than three rows, all values are
 * equal, or no other row has its category.
 */
export function standingOf(column: Column, row: number, rows: Uint32Array): Standing | null {
  if (!hasValue(column, row) || rows.length < minRows) return null;
  let [below, same, count] = [0, 0, 0];
  const source = column.kind === 'number' ? column.values : column.codes;
  const own = source[row]!;
  for (const other of sampleRows(rows, maxRows)) {
    if (!hasValue(column, other)) continue;
    const value = source[other]!;
    count++;
    if (value < own) below++;
    else if (value === own) same++;
  }
  if (count === 0 || same === count) return null;
  if (column.kind === 'category') return same > 1 ? { kind: 'category', share: same / count } : null;
  if (below === 0) return { kind: 'lowest' };
  return below + same === count ? { kind: 'highest' } : { kind: 'above', share: below / count };
}

import type { CategoryColumn, Column, NumberColumn, Table } from '../../history/index.ts';
import { findColumn } from './columns.ts';
import { fitExtent, type Extent } from './extent.ts';
import { laneOf } from './lanes.ts';

/**
 * The rows that pass every brush, ascending. A brush on a column that the table does not have selects nothing and
 * excludes nothing: it waits for the column to come back.
 */
export function filterRows(table: Table, brushes: ReadonlyMap<string, Extent>): Uint32Array {
  const mask = new Uint8Array(table.length).fill(1);
  for (const [name, extent] of brushes) {
    const column = findColumn(table, name);
    if (column !== undefined) maskRows(mask, column, extent);
  }
  return rowsOf(mask);
}

/** Writes 0 into `mask` at each row of `column` that `extent` does not take in. */
export function maskRows(mask: Uint8Array, column: Column, extent: Extent): void {
  const fitted = fitExtent(extent, column);
  if (column.kind === 'number') maskNumbers(mask, column, fitted);
  else maskCategories(mask, column, fitted);
}

function maskNumbers(mask: Uint8Array, column: NumberColumn, extent: Extent): void {
  const { values, absence } = column;
  const [min, max] = extent.kind === 'range' ? [extent.min, extent.max] : [NaN, NaN];
  for (let row = 0; row < mask.length; row++) {
    const value = values[row]!;
    if (absence?.[row] || value - value !== 0) {
      if (!extent[laneOf(column, row)!]) mask[row] = 0;
    } else if (!(value >= min && value <= max)) {
      mask[row] = 0;
    }
  }
}

function maskCategories(mask: Uint8Array, column: CategoryColumn, extent: Extent): void {
  const { codes, absence, categories } = column;
  const passes = Uint8Array.from(categories, (name) =>
    extent.kind === 'categories' && extent.values.has(name) ? 1 : 0,
  );
  for (let row = 0; row < mask.length; row++) {
    if (absence?.[row]) {
      if (!extent[laneOf(column, row)!]) mask[row] = 0;
    } else if (!passes[codes[row]!]) {
      mask[row] = 0;
    }
  }
}

function rowsOf(mask: Uint8Array): Uint32Array {
  let count = 0;
  for (const passes of mask) count += passes;
  const rows = new Uint32Array(count);
  let next = 0;
  for (let row = 0; row < mask.length; row++) if (mask[row]) rows[next++] = row;
  return rows;
}

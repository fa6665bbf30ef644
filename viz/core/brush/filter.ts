import type { CategoryColumn, Column, NumberColumn, Table } from '../../../history/index.ts';
import { takenByAngle, type AngleBrush } from './angles.ts';
import { findColumn } from '../rows/columns.ts';
import { fitExtent, pickedLanes, type Extent } from './extent.ts';
import { laneOf } from '../layout/lanes.ts';
import { rememberMask } from '../rows/row-change.ts';

/** What is brushed. */
export interface Filter {
  /** Per column its ranges; a row passes the column when any of them takes it in. */
  readonly brushes: ReadonlyMap<string, readonly Extent[]>;
  /** Columns whose ranges are turned round: a row passes when none of them takes it in. */
  readonly negated: ReadonlySet<string>;
  /** Angles between axes, each by itself. */
  readonly angles: readonly AngleBrush[];
  /** Whether a row has to pass every brushed column and every angle, or any of them. */
  readonly combine: 'all' | 'any';
}

/** Of a plot in which nothing is brushed. */
export const noFilter: Filter = { brushes: new Map(), negated: new Set(), angles: [], combine: 'all' };

/** Whether anything is brushed. */
export function isFiltering({ brushes, angles }: Filter): boolean {
  return brushes.size > 0 || angles.length > 0;
}

/** Rows that were kept or excluded for good, told by what was brushed then: it holds for rows yet to come too. */
export interface FilterStep {
  readonly action: 'keep' | 'exclude';
  readonly filter: Filter;
}

/**
 * The rows that pass every step and then the filter, ascending. A brush on a column that the table does not have selects
 * nothing and excludes nothing: it waits for the column to come back. Takes time in proportion to the rows.
 */
export function filterRows(table: Table, filter: Filter, steps: readonly FilterStep[] = []): Uint32Array {
  let mask: Uint8Array | null = null;
  for (const step of steps) {
    mask ??= new Uint8Array(table.length).fill(1);
    restrict(mask, filterMask(table, step.filter), step.action === 'exclude');
  }
  const brushed = filterMask(table, filter);
  if (mask === null) return brushed === null ? allRows(table.length) : rowsOf(brushed);
  restrict(mask, brushed, false);
  return rowsOf(mask);
}

let counted = new Uint32Array(0);

/** The same array every time for the same number of rows, so that all rows are known by identity. */
function allRows(length: number): Uint32Array {
  if (counted.length !== length) {
    counted = new Uint32Array(length);
    for (let row = 0; row < length; row++) counted[row] = row;
  }
  return counted;
}

/** The rows that pass every step, ascending. */
export function keptRows(table: Table, steps: readonly FilterStep[]): Uint32Array {
  return filterRows(table, noFilter, steps);
}

/** How many of `rows` any of the extents takes in. */
export function countTaken(column: Column, extents: readonly Extent[], rows: Uint32Array): number {
  const [extent] = extents;
  const isPlain = extents.length === 1 && extent?.kind === 'range' && pickedLanes(extent).length === 0;
  if (isPlain && column.kind === 'number' && column.absence === null) {
    return countBetween(column.values, extent.min, extent.max, rows);
  }
  return countRows(takenIn(column, extents), rows);
}

/** Without a mask of all rows, which is soon made but not for each count anew. */
function countBetween(values: Float64Array, min: number, max: number, rows: Uint32Array): number {
  const [low, high] = [Math.max(min, -Number.MAX_VALUE), Math.min(max, Number.MAX_VALUE)];
  let count = 0;
  for (const row of rows) {
    const value = values[row]!;
    if (value >= low && value <= high) count++;
  }
  return count;
}

/** How many of `rows` a mask takes in; none where there is no mask. */
export function countRows(mask: Uint8Array | null, rows: Uint32Array): number {
  let count = 0;
  if (mask === null) return count;
  for (const row of rows) count += mask[row]!;
  return count;
}

/** Per row 1 where the filter lets it pass; null when nothing is brushed, so that every row does. */
function filterMask(table: Table, filter: Filter): Uint8Array | null {
  let mask: Uint8Array | null = null;
  for (const { taken, turned } of clausesOf(table, filter)) {
    if (mask === null) {
      mask = turned ? taken.map((passes) => passes ^ 1) : taken.slice();
    } else if (filter.combine === 'all') {
      for (let row = 0; row < mask.length; row++) mask[row]! &= taken[row]! ^ turned;
    } else {
      for (let row = 0; row < mask.length; row++) mask[row]! |= taken[row]! ^ turned;
    }
  }
  return mask;
}

/** What takes rows in, one thing after the other, and whether it is turned round (1) or not (0). */
function* clausesOf(
  table: Table,
  { brushes, negated, angles }: Filter,
): Generator<{ taken: Uint8Array; turned: 0 | 1 }> {
  for (const [name, extents] of brushes) {
    const column = findColumn(table, name);
    if (column === undefined || extents.length === 0) continue;
    yield { taken: takenIn(column, extents), turned: negated.has(name) ? 1 : 0 };
  }
  for (const angle of angles) {
    const taken = takenByAngle(table, angle);
    if (taken !== null) yield { taken, turned: angle.negated ? 1 : 0 };
  }
}

/** Writes 0 into `mask` where `other` is 0, or with `turned` where it is 1. */
function restrict(mask: Uint8Array, other: Uint8Array | null, turned: boolean): void {
  if (other === null) {
    if (turned) mask.fill(0);
    return;
  }
  const flip = turned ? 1 : 0;
  for (let row = 0; row < mask.length; row++) mask[row]! &= other[row]! ^ flip;
}

/** While one axis is brushed the ranges of the others stay the same arrays, and what they take in is not asked again. */
const latest = new WeakMap<readonly Extent[], { column: Column; taken: Uint8Array }>();

/** Per row of `column` 1 where any of the extents takes it in. */
function takenIn(column: Column, extents: readonly Extent[]): Uint8Array {
  const known = latest.get(extents);
  if (known?.column === column) return known.taken;
  const length = column.kind === 'number' ? column.values.length : column.codes.length;
  const taken = new Uint8Array(length);
  for (const extent of extents) {
    const fitted = fitExtent(extent, column);
    if (column.kind === 'number') takeNumbers(taken, column, fitted);
    else takeCategories(taken, column, fitted);
  }
  latest.set(extents, { column, taken });
  return taken;
}

function takeNumbers(taken: Uint8Array, column: NumberColumn, extent: Extent): void {
  const { values, absence } = column;
  const [min, max] = extent.kind === 'range' ? [extent.min, extent.max] : [NaN, NaN];
  // Infinities are in lanes.
  const [low, high] = [Math.max(min, -Number.MAX_VALUE), Math.min(max, Number.MAX_VALUE)];
  const lanes = pickedLanes(extent).length > 0;
  if (!lanes && absence === null) {
    for (let row = 0; row < taken.length; row++) {
      const value = values[row]!;
      // NaN is in no range.
      if (value >= low && value <= high) taken[row] = 1;
    }
    return;
  }
  for (let row = 0; row < taken.length; row++) {
    const value = values[row]!;
    if (absence?.[row] || value - value !== 0) {
      if (extent[laneOf(column, row)!]) taken[row] = 1;
    } else if (value >= min && value <= max) {
      taken[row] = 1;
    }
  }
}

function takeCategories(taken: Uint8Array, column: CategoryColumn, extent: Extent): void {
  const { codes, absence, categories } = column;
  const passes = Uint8Array.from(categories, (name) =>
    extent.kind === 'categories' && extent.values.has(name) ? 1 : 0,
  );
  for (let row = 0; row < taken.length; row++) {
    if (absence?.[row]) {
      if (extent[laneOf(column, row)!]) taken[row] = 1;
    } else if (passes[codes[row]!]) {
      taken[row] = 1;
    }
  }
}

let listed = new Uint32Array(0);

/** The list is made in memory that is kept, since how long it is becomes known at its end. */
function rowsOf(mask: Uint8Array): Uint32Array {
  if (listed.length < mask.length) listed = new Uint32Array(mask.length);
  let count = 0;
  // Written always and kept when the row passes, so that there is no jump to be foretold.
  for (let row = 0; row < mask.length; row++) {
    listed[count] = row;
    count += mask[row]!;
  }
  const rows = listed.slice(0, count);
  rememberMask(rows, mask);
  return rows;
}

import type { CategoryColumn, Column, NumberColumn, Table } from '../../../history/index.ts';
import { takenByAngle, type AngleBrush } from './angles.ts';
import { findColumn } from '../rows/columns.ts';
import { fitExtent, pickedLanes, type Extent } from './extent.ts';
import { laneOf } from '../layout/lanes.ts';
import { rememberMask } from '../rows/row-change.ts';

/** All brushes of a plot and how they combine. */
export interface Filter {
  /** Ranges per column; a row passes a column if any of its ranges includes it. */
  readonly brushes: ReadonlyMap<string, readonly Extent[]>;
  /** Columns whose ranges are negated: a row passes if none of them includes it. */
  readonly negated: ReadonlySet<string>;
  /** Angle brushes between axes. */
  readonly angles: readonly AngleBrush[];
  /** Whether a row must pass all brushed columns and angles, or any of them. */
  readonly combine: 'all' | 'any';
  /** A condition that brushes cannot express, as text; a row must pass it as well. Empty for none. */
  readonly condition: string;
}

/** Evaluates the text of a condition: 1 per row that passes; null if it cannot be evaluated, so that every row passes. */
export type ConditionMask = (condition: string, table: Table) => Uint8Array | null;

/** A filter without brushes. */
export const noFilter: Filter = {
  brushes: new Map(),
  negated: new Set(),
  angles: [],
  combine: 'all',
  condition: '',
};

/** Whether a filter has brushes or a condition. */
export function isFiltering({ brushes, angles, condition }: Filter): boolean {
  return brushes.size > 0 || angles.length > 0 || condition !== '';
}

/** A step that keeps or excludes rows by the filter at that time; it also applies to rows that are added later. */
export interface FilterStep {
  readonly action: 'keep' | 'exclude';
  readonly filter: Filter;
}

/**
 * The rows that pass every step and then the filter, ascending. A brush on a column that the table lacks has no effect.
 * Takes time proportional to the number of rows.
 */
export function filterRows(
  table: Table,
  filter: Filter,
  steps: readonly FilterStep[] = [],
  conditionMask: ConditionMask = () => null,
): Uint32Array {
  let mask: Uint8Array | null = null;
  for (const step of steps) {
    mask ??= new Uint8Array(table.length).fill(1);
    restrict(mask, filterMask(table, step.filter, conditionMask), step.action === 'exclude');
  }
  const brushed = filterMask(table, filter, conditionMask);
  if (mask === null) return brushed === null ? allRows(table.length) : rowsOf(brushed);
  restrict(mask, brushed, false);
  return rowsOf(mask);
}

let allIndexes = new Uint32Array(0);

/** All row indexes; the same array for the same length, so that it can be compared by identity. */
function allRows(length: number): Uint32Array {
  if (allIndexes.length !== length) {
    allIndexes = new Uint32Array(length);
    for (let row = 0; row < length; row++) allIndexes[row] = row;
  }
  return allIndexes;
}

/** The rows that pass every step, ascending. */
export function keptRows(
  table: Table,
  steps: readonly FilterStep[],
  conditionMask?: ConditionMask,
): Uint32Array {
  return filterRows(table, noFilter, steps, conditionMask);
}

/** Number of `rows` that any of the extents includes. */
export function countTaken(column: Column, extents: readonly Extent[], rows: Uint32Array): number {
  const [extent] = extents;
  const isPlain = extents.length === 1 && extent?.kind === 'range' && pickedLanes(extent).length === 0;
  if (isPlain && column.kind === 'number' && column.absence === null) {
    return countBetween(column.values, extent.min, extent.max, rows);
  }
  return countRows(takenIn(column, extents), rows);
}

/** Avoids building a mask of all rows for each count. */
function countBetween(values: Float64Array, min: number, max: number, rows: Uint32Array): number {
  const [low, high] = [Math.max(min, -Number.MAX_VALUE), Math.min(max, Number.MAX_VALUE)];
  let count = 0;
  for (const row of rows) {
    const value = values[row]!;
    if (value >= low && value <= high) count++;
  }
  return count;
}

/** Number of `rows` in a mask; 0 without a mask. */
export function countRows(mask: Uint8Array | null, rows: Uint32Array): number {
  let count = 0;
  if (mask === null) return count;
  for (const row of rows) count += mask[row]!;
  return count;
}

/** A mask with 1 for each row that passes the filter; null if every row passes. */
function filterMask(table: Table, filter: Filter, conditionMask: ConditionMask): Uint8Array | null {
  const brushed = brushMask(table, filter);
  const passing = filter.condition === '' ? null : conditionMask(filter.condition, table);
  if (brushed === null) return passing?.slice() ?? null;
  restrict(brushed, passing, false);
  return brushed;
}

/** A mask with 1 for each row that passes the brushes; null if nothing is brushed. */
function brushMask(table: Table, filter: Filter): Uint8Array | null {
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

/** Yields the mask of each brushed column and angle, with 1 in `turned` if it is negated. */
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

/** Writes 0 into `mask` where `other` is 0, or with `turned` where `other` is 1. */
function restrict(mask: Uint8Array, other: Uint8Array | null, turned: boolean): void {
  if (other === null) {
    if (turned) mask.fill(0);
    return;
  }
  const flip = turned ? 1 : 0;
  for (let row = 0; row < mask.length; row++) mask[row]! &= other[row]! ^ flip;
}

/** Masks are cached, since the ranges of the other axes do not change while one axis is brushed. */
const latest = new WeakMap<readonly Extent[], { column: Column; taken: Uint8Array }>();

/** A mask with 1 for each row of `column` that any of the extents includes. */
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
  // Infinite values belong to lanes.
  const [low, high] = [Math.max(min, -Number.MAX_VALUE), Math.min(max, Number.MAX_VALUE)];
  const lanes = pickedLanes(extent).length > 0;
  if (!lanes && absence === null) {
    for (let row = 0; row < taken.length; row++) {
      const value = values[row]!;
      // NaN fails both comparisons.
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

let buffer = new Uint32Array(0);

/** The indexes of the rows in a mask. The buffer is reused, since the length is only known at the end. */
function rowsOf(mask: Uint8Array): Uint32Array {
  if (buffer.length < mask.length) buffer = new Uint32Array(mask.length);
  let count = 0;
  // Always writes and advances only if the row passes, which avoids a branch.
  for (let row = 0; row < mask.length; row++) {
    buffer[count] = row;
    count += mask[row]!;
  }
  const rows = buffer.slice(0, count);
  rememberMask(rows, mask);
  return rows;
}

import { changeOfRows, type RowChange } from '../rows/row-change.ts';

/** Height of a bar of a histogram in CSS pixels. */
const barHeight = 6;

/** Number of bars of an axis of `height` CSS pixels. */
export function barCount(height: number): number {
  return Math.max(1, Math.round(height / barHeight));
}

/** An axis and its bars: the position of each row on an axis of `height`, and the number of equal bins. */
export interface BarAxis {
  readonly positions: Float32Array;
  readonly height: number;
  readonly bars: number;
}

/**
 * Number of `rows` per bin, from the top. Rows in lanes are not counted.
 */
export function countBars(axis: BarAxis, rows: Uint32Array): Uint32Array {
  return addBars(new Uint32Array(axis.bars), axis, rows, 1);
}

function addBars(
  counts: Uint32Array,
  { positions, height, bars }: BarAxis,
  rows: Uint32Array,
  sign: 1 | -1,
): Uint32Array {
  const scale = bars / height;
  const { length } = rows;
  const last = bars - 1;
  for (let index = 0; index < length; index++) {
    const y = positions[rows[index]!]!;
    if (!(y >= 0 && y <= height)) continue;
    const bar = (y * scale) | 0;
    counts[bar > last ? last : bar]! += sign;
  }
  return counts;
}

/** An incremental `countBars`: if few rows have changed since the last call, it counts only these. */
export interface BarCounter {
  count(axis: BarAxis, rows: Uint32Array): Uint32Array;
  /** Whether few rows need to be counted. */
  isQuick(axis: BarAxis, rows: Uint32Array): boolean;
}

/** This number of rows can be counted on ten axes within a frame. */
const quickRows = 1e5;

export function createBarCounter(): BarCounter {
  let last: { readonly axis: BarAxis; readonly rows: Uint32Array; readonly counts: Uint32Array } | null =
    null;

  function changeSince(axis: BarAxis, rows: Uint32Array): RowChange | null {
    return last === null || !isSame(last.axis, axis) ? null : changeOfRows(last.rows, rows);
  }

  function isQuick(axis: BarAxis, rows: Uint32Array): boolean {
    if (rows.length <= quickRows) return true;
    // Skips the comparison of rows where the lengths already decide.
    if (last === null || Math.abs(last.rows.length - rows.length) > quickRows) return false;
    const change = changeSince(axis, rows);
    return change !== null && change.came.length + change.gone.length <= quickRows;
  }

  function count(axis: BarAxis, rows: Uint32Array): Uint32Array {
    const change = changeSince(axis, rows);
    let counts: Uint32Array;
    if (change === null) counts = countBars(axis, rows);
    else counts = addBars(addBars(last!.counts.slice(), axis, change.came, 1), axis, change.gone, -1);
    last = { axis, rows, counts };
    return counts;
  }

  return { count, isQuick };
}

function isSame(one: BarAxis, other: BarAxis): boolean {
  return one.positions === other.positions && one.height === other.height && one.bars === other.bars;
}

/**
 * The outline of bars as an SVG path from the axis, where a bar of `max` rows is `width` wide. Widths are proportional to
 * square roots, so that a bar of one row is visible beside one of thousands.
 */
export function barsPath(counts: Uint32Array, max: number, height: number, width: number): string {
  if (max === 0) return '';
  const step = height / counts.length;
  const parts = ['M0,0'];
  for (const [index, count] of counts.entries()) {
    const x = (width * Math.sqrt(count / max)).toFixed(1);
    parts.push(`L${x},${(index * step).toFixed(1)}L${x},${((index + 1) * step).toFixed(1)}`);
  }
  return `${parts.join('')}L0,${height}Z`;
}

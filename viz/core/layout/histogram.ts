import { changeOfRows, type RowChange } from '../rows/row-change.ts';

/** Height of a bar of a histogram in CSS pixels. */
const barHeight = 6;

/** How many bars an axis of this many CSS pixels has. */
export function barCount(height: number): number {
  return Math.max(1, Math.round(height / barHeight));
}

/** An axis and its bars: per row where it crosses the axis of `height`, and how many even stretches of it are counted. */
export interface BarAxis {
  readonly positions: Float32Array;
  readonly height: number;
  readonly bars: number;
}

/**
 * How many of `rows` cross an axis in each stretch of it, from the top. Rows in lanes, below the axis proper, are left
 * out.
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

/** `countBars` that remembers its last answer, and counts only rows that came or are gone since, where these are few. */
export interface BarCounter {
  count(axis: BarAxis, rows: Uint32Array): Uint32Array;
  /** Whether that is soon done, since few rows are to be counted. */
  isQuick(axis: BarAxis, rows: Uint32Array): boolean;
}

/** So many rows are counted on ten axes within a frame. */
const fewRows = 1e5;

export function createBarCounter(): BarCounter {
  let last: { readonly axis: BarAxis; readonly rows: Uint32Array; readonly counts: Uint32Array } | null =
    null;

  function changeSince(axis: BarAxis, rows: Uint32Array): RowChange | null {
    return last === null || !isSame(last.axis, axis) ? null : changeOfRows(last.rows, rows);
  }

  function isQuick(axis: BarAxis, rows: Uint32Array): boolean {
    if (rows.length <= fewRows) return true;
    // Then there is no need to look which rows they are.
    if (last === null || Math.abs(last.rows.length - rows.length) > fewRows) return false;
    const change = changeSince(axis, rows);
    return change !== null && change.came.length + change.gone.length <= fewRows;
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
 * An outline of bars as an SVG path that begins at the axis, where `most` is `width` wide. Widths grow as square roots,
 * so that a bar of one row beside one of thousands is still seen.
 */
export function barsPath(counts: Uint32Array, most: number, height: number, width: number): string {
  if (most === 0) return '';
  const step = height / counts.length;
  const parts = ['M0,0'];
  for (const [index, count] of counts.entries()) {
    const x = (width * Math.sqrt(count / most)).toFixed(1);
    parts.push(`L${x},${(index * step).toFixed(1)}L${x},${((index + 1) * step).toFixed(1)}`);
  }
  return `${parts.join('')}L0,${height}Z`;
}

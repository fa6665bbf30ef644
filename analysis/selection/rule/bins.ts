import type { Column } from '../../../history/index.ts';

/** A column whose cells are reduced to few bins, so that a condition on it is tried by counting. */
export interface BinnedColumn {
  readonly column: Column;
  /** The bin of each row of the rows given; `noBin` for a cell without a value, which fulfils no condition. */
  readonly codes: Uint8Array;
  /** Number of bins, at least 2. */
  readonly count: number;
  /** Largest value of each bin, ascending; null for categories, whose bins are their codes. */
  readonly ends: Float64Array | null;
}

/** Numbers are divided into at most this many bins of about as many rows. */
const maxBins = 24;
/** Categories of columns with more of them are names rather than groups. */
const maxCategories = 60;
export const noBin = 255;

/** Null if a column has fewer than two bins, or too many categories. */
export function binned(column: Column, rows: Uint32Array): BinnedColumn | null {
  if (column.kind === 'category') {
    const count = column.categories.length;
    if (count < 2 || count > maxCategories) return null;
    const codes = Uint8Array.from(rows, (row) => (column.absence?.[row] ? noBin : column.codes[row]!));
    return { column, codes, count, ends: null };
  }
  const values = Float64Array.from(rows, (row) => (column.absence?.[row] ? NaN : column.values[row]!));
  const ends = endsOf(values.filter((value) => !Number.isNaN(value)).sort());
  if (ends.length < 2) return null;
  const codes = Uint8Array.from(values, (value) => binOf(value, ends));
  return { column, codes, count: ends.length, ends };
}

/** The ends of bins of about the same number of values; equal values are never in two. */
function endsOf(sorted: Float64Array): Float64Array {
  const ends: number[] = [];
  const distinct = sorted.reduce((count, value, i) => count + Number(i === 0 || value !== sorted[i - 1]), 0);
  const bins = Math.min(distinct, maxBins);
  let next = 1;
  for (let i = 0; i < sorted.length; i++) {
    const isLast = i + 1 === sorted.length;
    if (!isLast && sorted[i + 1] === sorted[i]) continue;
    if (!isLast && distinct > maxBins && i + 1 < (next * sorted.length) / bins) continue;
    ends.push(sorted[i]!);
    while ((next * sorted.length) / bins <= i + 1) next++;
  }
  return Float64Array.from(ends);
}

function binOf(value: number, ends: Float64Array): number {
  if (Number.isNaN(value)) return noBin;
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= ends[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

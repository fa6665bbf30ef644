import type { CategoryColumn, Column, NumberColumn } from '../../history/index.ts';
import { hasValue } from '../has-value.ts';
import { holmAdjust } from '../verdict/corrected-t-test.ts';
import { twoSidedProbability } from '../verdict/student-t.ts';

interface Contrast {
  readonly column: string;
  /**
   * Between the distributions of the selected rows and of the others, from 0 (equal) to 1 (no value in common): the
   * largest difference of the cumulative shares for numbers (Kolmogorov and Smirnov), half the sum of the differences of
   * the shares for categories (total variation).
   */
  readonly distance: number;
  /** The chance of such a distance if the selection were random; approximate. */
  readonly p: number;
  /** p, raised for the number of columns (Holm). */
  readonly adjusted: number;
  /** Rows with a value. */
  readonly selected: number;
  readonly others: number;
}

export type ColumnContrast =
  | (Contrast & {
      readonly kind: 'number';
      readonly selectedMedian: number;
      readonly otherMedian: number;
      /** How much more often a selected row has the higher value than the lower (Cliff's δ), from −1 to 1. */
      readonly shift: number;
    })
  | (Contrast & {
      readonly kind: 'category';
      /** The category whose share differs most, with both shares. */
      readonly category: string;
      readonly selectedShare: number;
      readonly otherShare: number;
    });

export interface AgainstRestInput {
  readonly columns: readonly Column[];
  /** All rows that can be selected. */
  readonly rows: Uint32Array;
  /** The selected ones among them. */
  readonly selection: Uint32Array;
}

/**
 * How each column is distributed among the selected rows and among the others, the most different first. Cells without a
 * value do not count. Columns without a value on either side, or with one value only, are left out.
 */
export function selectionAgainstRest({ columns, rows, selection }: AgainstRestInput): ColumnContrast[] {
  const chosen = new Set(selection);
  const rest = rows.filter((row) => !chosen.has(row));
  const found = columns.flatMap((column) => {
    const selected = selection.filter((row) => hasValue(column, row));
    const others = rest.filter((row) => hasValue(column, row));
    if (selected.length === 0 || others.length === 0) return [];
    return column.kind === 'number'
      ? (numberContrast(column, selected, others) ?? [])
      : (categoryContrast(column, selected, others) ?? []);
  });
  const adjusted = holmAdjust(found.map(({ p }) => p));
  return found
    .map((contrast, at) => ({ ...contrast, adjusted: adjusted[at]! }))
    .sort((a, b) => b.distance - a.distance);
}

function numberContrast(
  column: NumberColumn,
  selected: Uint32Array,
  others: Uint32Array,
): ColumnContrast | null {
  const a = Float64Array.from(selected, (row) => column.values[row]!).sort();
  const b = Float64Array.from(others, (row) => column.values[row]!).sort();
  if (a[0] === a.at(-1) && a[0] === b[0] && b[0] === b.at(-1)) return null;
  let [distance, shift] = [0, 0];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const value = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    const [before, other] = [i, j];
    while (a[i] === value) i++;
    while (b[j] === value) j++;
    // Pairs in which the selected value is higher, less those in which it is lower.
    shift += (i - before) * (other - (b.length - j));
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  return {
    kind: 'number',
    column: column.name,
    distance,
    p: kolmogorovProbability(distance, a.length, b.length),
    adjusted: NaN,
    selected: a.length,
    others: b.length,
    selectedMedian: medianOfSorted(a),
    otherMedian: medianOfSorted(b),
    shift: shift / (a.length * b.length),
  };
}

function categoryContrast(
  { name, codes, categories }: CategoryColumn,
  selected: Uint32Array,
  others: Uint32Array,
): ColumnContrast | null {
  const [a, b] = [new Float64Array(categories.length), new Float64Array(categories.length)];
  for (const row of selected) a[codes[row]!]!++;
  for (const row of others) b[codes[row]!]!++;
  const total = selected.length + others.length;
  let [distance, chi, present, most] = [0, 0, 0, 0];
  const difference = (code: number) => a[code]! / selected.length - b[code]! / others.length;
  for (const code of categories.keys()) {
    const both = a[code]! + b[code]!;
    if (both === 0) continue;
    present++;
    distance += Math.abs(difference(code)) / 2;
    chi +=
      (total * total * (a[code]! - (both * selected.length) / total) ** 2) /
      (both * selected.length * others.length);
    if (Math.abs(difference(code)) > Math.abs(difference(most))) most = code;
  }
  if (present < 2) return null;
  return {
    kind: 'category',
    column: name,
    distance: Math.min(1, distance),
    p: chiSquareTail(chi, present - 1),
    adjusted: NaN,
    selected: selected.length,
    others: others.length,
    category: categories[most]!,
    selectedShare: a[most]! / selected.length,
    otherShare: b[most]! / others.length,
  };
}

function medianOfSorted(values: Float64Array): number {
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

/** M. A. Stephens, "Use of the Kolmogorov–Smirnov … statistics without extensive tables", 1970. Too large where values are tied. */
function kolmogorovProbability(distance: number, n: number, m: number): number {
  const root = Math.sqrt((n * m) / (n + m));
  const lambda = (root + 0.12 + 0.11 / root) * distance;
  // The series converges slowly where the probability is close to 1.
  if (lambda < 0.3) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * lambda) ** 2);
  return Math.min(1, Math.max(0, sum));
}

/** The probability that χ² is at least `chi`, by E. B. Wilson and M. M. Hilferty, "The distribution of chi-square", 1931. */
function chiSquareTail(chi: number, df: number): number {
  const variance = 2 / (9 * df);
  const z = (Math.cbrt(chi / df) - 1 + variance) / Math.sqrt(variance);
  // Student's t with very many degrees of freedom is the normal distribution.
  const both = twoSidedProbability(z, 1e7);
  return z > 0 ? both / 2 : 1 - both / 2;
}

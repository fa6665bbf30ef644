import { isBetter, type NumberColumn } from '../../history/index.ts';

export interface BestSoFar {
  /** Per row in order the best value up to and including it; NaN before the first that counts. */
  readonly values: Float64Array;
  /** Indices in the order at which the best value changed, including the first value. */
  readonly improvements: Uint32Array;
  /** Number of rows that count. */
  readonly counted: number;
  /** Number of them after the last improvement. */
  readonly sinceLast: number;
  /** Number of rows that do not count: by their state, else since the value is missing or not applicable, else not finite. */
  readonly leftOut: { readonly byState: number; readonly absent: number; readonly notFinite: number };
}

/**
 * The best value of a search so far, row by row. Equal values are no improvement.
 * @param order rows of the column in the order in which they were run
 * @param canCount whether the value of the row at an index in the order can be the best
 */
export function bestSoFar(
  column: NumberColumn,
  direction: 'min' | 'max',
  order: Uint32Array,
  canCount: (at: number) => boolean,
): BestSoFar {
  const values = new Float64Array(order.length);
  const improvements: number[] = [];
  const leftOut = { byState: 0, absent: 0, notFinite: 0 };
  let [best, counted, sinceLast] = [NaN, 0, 0];
  for (const [at, row] of order.entries()) {
    const value = column.values[row]!;
    if (!canCount(at)) leftOut.byState++;
    else if (column.absence?.[row]) leftOut.absent++;
    else if (!Number.isFinite(value)) leftOut.notFinite++;
    else {
      counted++;
      sinceLast++;
      if (counted === 1 || isBetter(value, best, direction)) {
        best = value;
        improvements.push(at);
        sinceLast = 0;
      }
    }
    values[at] = best;
  }
  return { values, improvements: Uint32Array.from(improvements), counted, sinceLast, leftOut };
}

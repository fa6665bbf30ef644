import { MISSING, NOT_APPLICABLE, type Column } from '../../history/index.ts';

/** A parameter's value in each of some rows, as it enters a forest or a table of counts. */
export interface Levels {
  /** Whether values have an order: numbers do, categories do not. */
  readonly isOrdered: boolean;
  /**
   * Ordered: ranks from 0 to 1, ties at their mean; each kind of absent or non-finite number is a level of its own outside
   * that range. Otherwise: codes of categories, where absent values are categories of their own.
   */
  readonly values: Float64Array;
}

/** Positions outside the ranks of finite numbers, so that one cut separates them from all others. */
const NEGATIVE_INFINITY = -0.25;
const NAN = -0.5;
const MISSING_LEVEL = -0.75;
const NOT_APPLICABLE_LEVEL = -1;
const POSITIVE_INFINITY = 1.25;

export function levelsOf(column: Column, rows: ArrayLike<number>): Levels {
  return column.kind === 'number'
    ? { isOrdered: true, values: orderedLevels(column.values, column.absence, rows) }
    : { isOrdered: false, values: categoryLevels(column.codes, column.absence, rows) };
}

function orderedLevels(values: Float64Array, absence: Uint8Array | null, rows: ArrayLike<number>) {
  const levels = new Float64Array(rows.length);
  const finite: number[] = [];
  const places: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const value = values[row]!;
    const absent = absence?.[row] ?? 0;
    if (absent === MISSING) levels[at] = MISSING_LEVEL;
    else if (absent === NOT_APPLICABLE) levels[at] = NOT_APPLICABLE_LEVEL;
    else if (Number.isNaN(value)) levels[at] = NAN;
    else if (!Number.isFinite(value)) levels[at] = value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
    else {
      finite.push(value);
      places.push(at);
    }
  }
  const ranks = relativeRanks(Float64Array.from(finite));
  for (const [at, place] of places.entries()) levels[place] = ranks[at]!;
  return levels;
}

function categoryLevels(codes: Uint32Array, absence: Uint8Array | null, rows: ArrayLike<number>) {
  const levels = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const absent = absence?.[row] ?? 0;
    levels[at] = absent === 0 ? codes[row]! : -absent;
  }
  return levels;
}

/** Ranks divided by the largest possible one, from 0 to 1; ties get the mean of their ranks. A single value has rank 0.5. */
export function relativeRanks(values: Float64Array): Float64Array {
  const { length } = values;
  const ranks = new Float64Array(length);
  if (length === 1) return ranks.fill(0.5);
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  for (let start = 0; start < length;) {
    let end = start + 1;
    while (end < length && values[order[end]!] === values[order[start]!]) end++;
    for (let at = start; at < end; at++) ranks[order[at]!] = (start + end - 1) / 2 / (length - 1);
    start = end;
  }
  return ranks;
}

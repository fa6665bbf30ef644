import type { NumberColumn } from '../../history/index.ts';
import { evenIndices } from '../sampling.ts';
import { denseRanks, inLexicographicOrder } from './ranks.ts';
import { PrefixMinima } from './prefix-minima.ts';

/** A column whose values are to be as small or as large as possible. */
export interface ParetoObjective {
  readonly column: NumberColumn;
  readonly direction: 'min' | 'max';
}

/** The rows that no other row dominates. */
export interface ParetoFront {
  /** From the best to the worst by the first objective, then by the second; equal rows in their given order. */
  readonly rows: Uint32Array;
  /** Number of rows left out since they have no finite value of some objective. */
  readonly leftOut: number;
}

/**
 * The Pareto front of `rows` by two or three objectives.
 *
 * A row dominates another if it is at least as good by every objective and better by at least one. Rows with equal values
 * of all objectives therefore do not dominate each other: either all of them are on the front or none is. A row that ties
 * by one objective and is worse by another is dominated. Rows without a finite value of some objective (absent, NaN or
 * infinite) neither are on the front nor dominate.
 *
 * The sweep of Kung, Luccio and Preparata (1975), in O(n log n): rows in lexicographic order can only be dominated by
 * earlier ones. Throws a RangeError for any other number of objectives.
 */
export function paretoFront(objectives: readonly ParetoObjective[], rows: Uint32Array): ParetoFront {
  if (objectives.length !== 2 && objectives.length !== 3)
    throw new RangeError(`expected 2 or 3 objectives, got ${String(objectives.length)}`);
  const complete = objectives.reduce((rest, { column }) => withFiniteValue(column, rest), rows);
  const leftOut = rows.length - complete.length;
  const candidates = withoutClearlyDominated(objectives, complete);
  return { rows: sweep(objectives, candidates), leftOut };
}

/** A plain loop, since a million callbacks take longer than the rest. */
function withFiniteValue({ values, absence }: NumberColumn, rows: Uint32Array): Uint32Array {
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (const row of rows) {
    const value = values[row]!;
    if (value - value === 0 && (absence === null || absence[row] === 0)) kept[count++] = row;
  }
  return kept.subarray(0, count);
}

/** Values where smaller is better. */
function costsOf({ column, direction }: ParetoObjective, rows: Uint32Array): Float64Array {
  const { values } = column;
  const sign = direction === 'min' ? 1 : -1;
  const costs = new Float64Array(rows.length);
  for (let at = 0; at < costs.length; at++) costs[at] = sign * values[rows[at]!]!;
  return costs;
}

/** Rows in the sample that removes most rows, and the maximum number of its members that each row is compared with. */
const sampleSize = 4096;
const maxPivots = 24;

/** Removes rows that are dominated by a row of the front of a sample, to sort fewer: a linear pass with the same result. */
function withoutClearlyDominated(objectives: readonly ParetoObjective[], rows: Uint32Array): Uint32Array {
  if (rows.length <= 4 * sampleSize) return rows;
  const front = sweep(
    objectives,
    evenIndices(rows.length, sampleSize).map((at) => rows[at]!),
  );
  const pivots = evenIndices(front.length, maxPivots).map((at) => front[at]!);
  const [first, second, third] = objectives.map((objective) => costsOf(objective, rows));
  const [firstLimit, secondLimit, thirdLimit] = objectives.map((objective) => costsOf(objective, pivots));
  const kept = new Uint32Array(rows.length);
  let count = 0;
  // Often the pivot that dominates a row dominates the next one, too.
  let latest = 0;
  for (let at = 0; at < rows.length; at++) {
    const [a, b, c] = [first![at]!, second![at]!, third === undefined ? 0 : third[at]!];
    let tried = 0;
    while (tried < pivots.length) {
      const isDominated =
        firstLimit![latest]! < a &&
        secondLimit![latest]! < b &&
        (thirdLimit === undefined || thirdLimit[latest]! <= c);
      if (isDominated) break;
      latest = latest + 1 === pivots.length ? 0 : latest + 1;
      tried++;
    }
    if (tried === pivots.length) kept[count++] = rows[at]!;
  }
  return kept.subarray(0, count);
}

function sweep(objectives: readonly ParetoObjective[], rows: Uint32Array): Uint32Array {
  const [first, second, third] = objectives.map((objective) => denseRanks(costsOf(objective, rows)));
  const keys = third === undefined ? [first!, second!] : [first!, second!, third];
  const order = inLexicographicOrder(keys);
  const isEqual = (a: number, b: number) => keys.every((ranks) => ranks[a] === ranks[b]);
  const earlier = new PrefixMinima(rows.length);
  const front: number[] = [];
  let lowestSecond = Infinity;
  for (let start = 0; start < order.length;) {
    const at = order[start]!;
    let end = start + 1;
    while (end < order.length && isEqual(order[end]!, at)) end++;
    const rank = second![at]!;
    const isDominated = third === undefined ? lowestSecond <= rank : earlier.lowestUpTo(rank) <= third[at]!;
    if (!isDominated) {
      for (let each = start; each < end; each++) front.push(rows[order[each]!]!);
      if (third === undefined) lowestSecond = rank;
      else earlier.lower(rank, third[at]!);
    }
    start = end;
  }
  return Uint32Array.from(front);
}

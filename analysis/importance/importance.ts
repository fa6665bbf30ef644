import type { Column } from '../../history/index.ts';
import { hasValue } from '../has-value.ts';
import { sampleRows } from '../sampling.ts';
import { createRandom, growTree, predict } from './forest.ts';

/** How much of the variation of a target depends on one column. */
export interface Importance {
  readonly name: string;
  /** The share of the target's variance that is lost when the column is shuffled: 0 is none, about 1 all. */
  readonly value: number;
  /** Its standard error over the trees. */
  readonly error: number;
  /** Rows that the forest was fitted to. */
  readonly count: number;
}

const trees = 40;
/** Maximum number of rows; more are sampled. */
const maxRows = 1500;
const minRows = 12;

/**
 * The permutation importance (Breiman 2001) of columns for a target of numbers among `rows`: a forest predicts the
 * target from all of them, and each tree predicts its out-of-bag rows again with one column shuffled. The target counts by
 * its rank, so that one diverged run does not dominate. A cell without a value counts as lower than every other.
 * Deterministic. Empty where the target is not numeric or fewer than 12 rows have a value of it.
 */
export function importances(columns: readonly Column[], target: Column, rows: Uint32Array): Importance[] {
  if (target.kind !== 'number') return [];
  const used = [...sampleRows(rows, maxRows).filter((row) => hasValue(target, row))];
  if (used.length < minRows) return [];
  const goal = ranked(used.map((row) => target.values[row]!));
  const features = columns.map((column) => featureOf(column, used, goal));
  const variance = goal.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / goal.length;
  const random = createRandom(1);
  const drops = columns.map((): number[] => []);
  for (let tree = 0; tree < trees; tree++) {
    const bag = Array.from(used, () => Math.floor(random() * used.length));
    const seen = new Set(bag);
    const unseen = Array.from(used.keys()).filter((sample) => !seen.has(sample));
    if (unseen.length === 0) continue;
    const grown = growTree(features, goal, bag, random);
    const errorWith = (shuffled: number, other: (sample: number) => number) =>
      unseen.reduce((sum, sample) => {
        return sum + (predict(grown, features, sample, shuffled, other(sample)) - goal[sample]!) ** 2;
      }, 0) / unseen.length;
    const plain = errorWith(-1, (sample) => sample);
    for (const feature of columns.keys()) {
      const shuffled = errorWith(feature, () => unseen[Math.floor(random() * unseen.length)]!);
      // Shuffling a column that determines the target doubles the variance.
      drops[feature]!.push((shuffled - plain) / (2 * Math.max(variance, 1e-12)));
    }
  }
  return columns.map(({ name }, feature) => ({ name, ...summary(drops[feature]!), count: used.length }));
}

function summary(values: readonly number[]): { value: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return { value: Math.max(0, mean), error: Math.sqrt(square / values.length) };
}

/** Mean ranks as shares, from 0 to 1. */
function ranked(values: readonly number[]): Float64Array {
  const order = values.map((_, at) => at).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let at = start; at < end; at++) ranks[order[at]!] = (start + end - 1) / 2 / (values.length - 1);
    start = end;
  }
  return ranks;
}

/** Numbers by rank; categories in the order of their mean target, so that one split can separate good from bad. */
function featureOf(column: Column, rows: readonly number[], goal: Float64Array): Float64Array {
  const isValue = (row: number) => hasValue(column, row);
  if (column.kind === 'number') {
    return ranked(rows.map((row) => (isValue(row) ? column.values[row]! : -Number.MAX_VALUE)));
  }
  const sums = new Float64Array(column.categories.length);
  const counts = new Float64Array(column.categories.length);
  for (const [at, row] of rows.entries()) {
    if (!isValue(row)) continue;
    sums[column.codes[row]!]! += goal[at]!;
    counts[column.codes[row]!]! += 1;
  }
  return ranked(
    rows.map((row) => (isValue(row) ? sums[column.codes[row]!]! / counts[column.codes[row]!]! : -1)),
  );
}

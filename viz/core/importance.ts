import type { Column } from '../../history/index.ts';
import { createRandom, growTree, predict } from './forest.ts';
import { laneOf } from './lanes.ts';

/** How much of what varies in a target hangs on one column. */
export interface Importance {
  readonly name: string;
  /** The share of the target's variance that is lost when the column is shuffled: 0 is none, about 1 all. */
  readonly value: number;
  /** How much that differs from tree to tree: its standard error. */
  readonly error: number;
  /** Rows it was learned from. */
  readonly count: number;
}

const trees = 40;
/** More rows than these are sampled evenly. */
const mostRows = 1500;
const fewestRows = 12;

/**
 * The permutation importance (Breiman 2001) of columns for a target of numbers among `rows`: a forest learns the target
 * from all of them, and each tree is asked again about the rows it has not seen with one column shuffled. The target
 * counts by its rank, so that one diverged run is not all there is to explain. A cell without a value counts as lower than
 * every other. The same for the same rows. Empty where there is too little to learn from.
 */
export function importances(columns: readonly Column[], target: Column, rows: Uint32Array): Importance[] {
  if (target.kind !== 'number') return [];
  const step = Math.max(1, rows.length / mostRows);
  const used: number[] = [];
  for (let at = 0; at < rows.length; at += step) {
    const row = rows[Math.floor(at)]!;
    if (laneOf(target, row) === null) used.push(row);
  }
  if (used.length < fewestRows) return [];
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
      // Shuffling a column that tells all doubles the variance.
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

/** Numbers by rank; categories in the order of their mean target, so that one split can tell the good from the bad. */
function featureOf(column: Column, rows: readonly number[], goal: Float64Array): Float64Array {
  const isValue = (row: number) => laneOf(column, row) === null;
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

/** `importance for acc 0.62 ± 0.04, learned from 96 selected rows`. */
export function describeImportance({ value, error, count }: Importance, target: string): string {
  const number = `${value.toFixed(2)} ± ${error.toFixed(2)}`;
  return `importance for ${target} ${number}, learned from ${count.toLocaleString('en')} selected rows`;
}

/** The same by name of the column. */
export function reasonsOf(found: readonly Importance[], target: string): ReadonlyMap<string, string> {
  return new Map(found.map((each) => [each.name, describeImportance(each, target)]));
}

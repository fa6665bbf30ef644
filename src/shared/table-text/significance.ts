import {
  adjustComparisons,
  compareGroups,
  defaultMargin,
  verdictOutcome,
  type MetricComparison,
} from '../../../analysis/index.ts';
import {
  hasConfigurations,
  PRESENT,
  type Column,
  type Configurations,
  type NumberColumn,
  type Table,
} from '../../../history/index.ts';
import { replicateGroups } from '../replicate-groups.ts';
import { bestOf } from './best-value.ts';

/** How a configuration compares with the best one. */
export type Mark = 'best' | 'equal' | 'worse' | 'undecided';

/** The marks of a metric. */
export interface Significance {
  /** Per row; rows that could not be compared have none. */
  readonly marks: ReadonlyMap<number, Mark>;
  /** Differences up to this are practically equal. */
  readonly margin: number;
  /** The number of comparisons that intervals and p-values are adjusted for. */
  readonly comparisons: number;
}

/** All pairs of more configurations would delay copying. */
const MAX_ROWS = 20;

/**
 * Compares the configurations of the given rows with the best of them by a metric: `equal` if the interval of the difference
 * lies within the margin of practical equality, `worse` if it lies beyond, else `undecided` (see `compareFamily`). Since the
 * best one is chosen from the same values, the family is all pairs, adjusted together. Runs are paired by seed or fold where
 * they can be, and folds are not taken to be independent (see `compareGroups`).
 *
 * Null if the table has no configurations, the column has no best value, there are more than 20 rows, or no pair can be
 * compared.
 */
export function significanceOf(table: Table, column: Column, rows: Uint32Array): Significance | null {
  if (!hasConfigurations(table) || column.kind !== 'number' || rows.length > MAX_ROWS) return null;
  const best = bestOf(column, rows);
  const ofRuns = table.runs.columns.find(({ name }) => name === column.name);
  if (best === null || ofRuns?.kind !== 'number') return null;
  const bestRow = rows.find((row) => column.values[row] === best)!;
  const pairs = Array.from(rows).flatMap((row, at) =>
    Array.from(rows.subarray(at + 1), (other) => [row, other] as const),
  );
  const compared = adjustComparisons(
    pairs.map((pair) => comparisonOf(table, { ...ofRuns, direction: column.direction }, pair)),
  );
  const comparisons = compared.filter(({ test }) => test !== null).length;
  if (comparisons === 0) return null;
  const margin = marginOf(column, rows);
  const marks = new Map<number, Mark>([[bestRow, 'best']]);
  for (const [at, pair] of pairs.entries()) {
    const mark = pair.includes(bestRow) ? markOf(compared[at]!, pair[0] === bestRow, margin) : null;
    if (mark !== null) marks.set(pair[0] === bestRow ? pair[1] : pair[0], mark);
  }
  return { marks, margin, comparisons };
}

function comparisonOf(
  table: Configurations,
  metric: NumberColumn,
  pair: readonly [number, number],
): MetricComparison {
  const groups = replicateGroups(table, table.runs, pair);
  return compareGroups({ ...groups, metrics: [metric], objective: metric.name }).metrics[0]!;
}

/** The mark of the other one of a pair with the best; null if they were not compared. */
function markOf(
  { column, test, outcome: found }: MetricComparison,
  isBestFirst: boolean,
  margin: number,
): Mark | null {
  if (test === null) return null;
  const [low, high] = test.interval;
  // The advantage of the best one: positive if it is better.
  const isPositive = isBestFirst === (column.direction === 'max');
  const advantage = isPositive ? ([low, high] as const) : ([-high, -low] as const);
  const outcome = verdictOutcome(advantage, margin, found !== 'noEvidence');
  return outcome === 'better' ? 'worse' : outcome;
}

/** The margin of practical equality, as for scores: shares from 0 to 1 that are better if higher have a common scale. */
function marginOf({ values, absence, direction }: NumberColumn, rows: Uint32Array): number {
  const means = Array.from(rows)
    .filter((row) => (absence?.[row] ?? PRESENT) === PRESENT && Number.isFinite(values[row]))
    .map((row) => values[row]!);
  const isShare = direction === 'max' && means.every((value) => value >= 0 && value <= 1);
  const sizes = direction === 'max' ? means : [Math.min(...means)];
  return defaultMargin(isShare, sizes);
}

/** What the marks of columns mean, in sentences without the marks themselves; null without marks. */
export interface SignificanceNote {
  readonly best: string;
  readonly equal: string;
  readonly worse: string;
  readonly rest: string;
}

/** Describes the marks of columns, by their names. */
export function significanceNote(columns: ReadonlyMap<string, Significance>): SignificanceNote | null {
  if (columns.size === 0) return null;
  const margins = Array.from(columns, ([name, { margin }]) => `${String(margin)} for ${name}`).join(', ');
  return {
    best: 'best mean',
    equal: `practically equal to the best (difference of at most ${margins})`,
    worse: 'worse than the best',
    rest: 'Without a mark: undecided or not compared. 95 % intervals of all pairs adjusted together (Holm, Bonferroni).',
  };
}

import { inferDirection, type Column, type Direction } from '../../history/index.ts';
import { hasValue } from '../has-value.ts';
import { evenIndices } from '../sampling.ts';

/** The column that runs are compared by, and how it was found. */
export interface Objective {
  readonly metric: string;
  /** `none` where neither is known to be better. */
  readonly direction: Direction;
  /**
   * - `declared`: the data give it a direction that its name does not;
   * - `name`: its name says which way it is better;
   * - `only`: it is the only metric that is no duration or counter;
   * - `last`: the last of several metrics without a direction;
   * - `duration`: all metrics are durations or counters;
   * - `number`: there is no metric, so it is the last column of numbers.
   */
  readonly reason: 'declared' | 'name' | 'only' | 'last' | 'duration' | 'number';
}

const word = (alternatives: string) => new RegExp(`(?:^|[^a-z])(?:${alternatives})(?:[^a-z]|$)`);

const DURATION = word('time|timestamp|dur|duration|elapsed|runtime|seconds?');
const COUNTER = word('epochs?|steps?|iterations?|count|counter|index|ids?|seed|rank');
/** A score on the training rows is no measure of what was learned, and a rank follows from a score. */
const TRAINING = word('train|training');
const RANK = word('rank');
/** One fold of a cross-validation, of which `mean_…` or the row of another run says the whole. */
const FOLD = /^split\d+_/;

/** Rows sampled for the share of rows that have a value, and the least share of a useful metric. */
const sampleSize = 2000;
const minCoverage = 0.05;

/**
 * Guesses the objective of a table from its columns in their order; null where no column holds numbers. Of the metrics with
 * a direction it is the last, where those of single folds, ranks, scores on training rows, and metrics that fewer than one
 * row in twenty has are passed over as long as there is another. Without a direction it is the last metric that is no
 * duration or counter. A parameter, an identifier or a counter is taken only where there is nothing else.
 */
export function objectiveOf(columns: readonly Column[]): Objective | null {
  const numbers = columns.filter(({ kind, role }) => kind === 'number' && role !== 'flag');
  const metrics = numbers.filter(({ role }) => role === 'metric');
  const goal = lastOf(
    [...metrics, ...numbers.filter(({ role }) => role === 'progress')].filter(
      ({ direction }) => direction !== 'none',
    ),
  );
  if (goal) {
    const isNamed = inferDirection(goal.name) === goal.direction;
    return { metric: goal.name, direction: goal.direction, reason: isNamed ? 'name' : 'declared' };
  }
  const undirected = (column: Column | undefined, reason: Objective['reason']): Objective | null =>
    column ? { metric: column.name, direction: 'none', reason } : null;
  const measures = metrics.filter(({ name }) => !matches(name, DURATION) && !matches(name, COUNTER));
  return (
    undirected(lastOf(measures), measures.length === 1 ? 'only' : 'last') ??
    undirected(lastOf(metrics), 'duration') ??
    undirected(
      numbers.findLast(({ name, role }) => role !== 'identity' && !matches(name, COUNTER)) ?? numbers.at(-1),
      'number',
    )
  );
}

/** The last column to which the fewest objections apply. */
function lastOf(columns: readonly Column[]): Column | undefined {
  const objections = columns.map(objectionsTo);
  const fewest = Math.min(...objections);
  return columns[objections.lastIndexOf(fewest)];
}

/** Objections by weight: too few values above all, since nothing can be compared by such a column. */
function objectionsTo(column: Column): number {
  const { name } = column;
  return (
    8 * Number(!isCovered(column)) +
    4 * Number(matches(name, RANK)) +
    2 * Number(matches(name, TRAINING)) +
    Number(FOLD.test(name))
  );
}

function matches(name: string, pattern: RegExp): boolean {
  return pattern.test(name.toLowerCase());
}

function isCovered(column: Column): boolean {
  const length = column.kind === 'number' ? column.values.length : column.codes.length;
  const sample = evenIndices(length, sampleSize);
  const present = sample.filter((row) => hasValue(column, row)).length;
  return present > 0 && present >= minCoverage * sample.length;
}

import type { Column, NumberColumn } from '../../history/index.ts';
import { hasValue } from '../has-value.ts';
import { studentQuantile } from '../verdict/student-t.ts';
import { groupRows, type Group } from './groups.ts';

/** The mean of an objective over the rows of a group, with its 95 % interval by Student's t. */
export interface ConditionalMean {
  readonly group: Group;
  readonly count: number;
  readonly mean: number;
  /** Infinite for a single row. */
  readonly low: number;
  readonly high: number;
}

/** The mean objective in each group of a parameter: see `groupRows`. Rows without a finite objective are left out. */
export function conditionalMeans(
  parameter: Column,
  objective: NumberColumn,
  rows: Uint32Array,
  maxGroups = 12,
): ConditionalMean[] {
  const used = rows.filter((row) => hasValue(objective, row));
  const { groups, codes } = groupRows(parameter, used, maxGroups);
  const moments = groups.map(() => new Moments());
  for (const [at, row] of used.entries()) moments[codes[at]!]!.add(objective.values[row]!);
  return groups.map((group, code) => {
    const { count, mean, variance } = moments[code]!;
    const margin = count < 2 ? Infinity : studentQuantile(0.025, count - 1) * Math.sqrt(variance / count);
    return { group, count, mean, low: mean - margin, high: mean + margin };
  });
}

/** The mean objective in each pair of groups of two parameters. */
export interface CellMeans {
  readonly columns: readonly Group[];
  readonly rows: readonly Group[];
  /** At `row * columns.length + column`; NaN where the cell is empty. */
  readonly means: Float64Array;
  readonly counts: Uint32Array;
}

export function cellMeans(
  across: Column,
  down: Column,
  objective: NumberColumn,
  rows: Uint32Array,
  maxGroups = 8,
): CellMeans {
  const used = rows.filter((row) => hasValue(objective, row));
  const columnGroups = groupRows(across, used, maxGroups);
  const rowGroups = groupRows(down, used, maxGroups);
  const width = columnGroups.groups.length;
  const moments = Array.from({ length: width * rowGroups.groups.length }, () => new Moments());
  for (const [at, row] of used.entries()) {
    moments[rowGroups.codes[at]! * width + columnGroups.codes[at]!]!.add(objective.values[row]!);
  }
  return {
    columns: columnGroups.groups,
    rows: rowGroups.groups,
    means: Float64Array.from(moments, ({ count, mean }) => (count === 0 ? NaN : mean)),
    counts: Uint32Array.from(moments, ({ count }) => count),
  };
}

/** Mean and variance in one pass, without cancellation (Welford 1962). */
class Moments {
  count = 0;
  mean = 0;
  #squares = 0;

  add(value: number): void {
    this.count++;
    const difference = value - this.mean;
    this.mean += difference / this.count;
    this.#squares += difference * (value - this.mean);
  }

  /** The sample variance; NaN for a single value. */
  get variance(): number {
    return this.#squares / (this.count - 1);
  }
}

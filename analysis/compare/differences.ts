import { PRESENT, type Column, type NumberColumn } from '../../history/index.ts';

/** A cell against that of the baseline in the same column. */
export interface Delta {
  /** The value minus the baseline's; null if either is not a finite number. */
  readonly absolute: number | null;
  /** `absolute` as a share of the size of the baseline; null if that is 0. */
  readonly relative: number | null;
  /**
   * Whether the value is better than the baseline's, by the direction of the metric. Infinities count: a loss of Infinity
   * is worse than any other. `unknown` without a direction, or if either is NaN, no number or absent.
   */
  readonly outcome: 'better' | 'worse' | 'equal' | 'unknown';
}

/** A column in which rows differ. */
export interface ColumnDifference {
  readonly column: Column;
  /** Per compared row, in their order; null for the baseline. */
  readonly deltas: readonly (Delta | null)[];
}

export interface RowDifferences {
  readonly differing: readonly ColumnDifference[];
  /** The columns in which all rows are equal, or without a value that applies to any of them. */
  readonly equal: readonly Column[];
}

export interface DifferencesInput {
  readonly columns: readonly Column[];
  /** The rows to compare. */
  readonly rows: readonly number[];
  /** The one of them that deltas refer to. */
  readonly baseline: number;
}

/**
 * The columns in which rows differ, with the difference of each row from a baseline. Values are equal if they are the same
 * number (0 and −0 are), both NaN, the same category, or absent for the same reason: NaN, missing and not applicable differ.
 */
export function differencesOf({ columns, rows, baseline }: DifferencesInput): RowDifferences {
  const differing: ColumnDifference[] = [];
  const equal: Column[] = [];
  for (const column of columns) {
    if (rows.every((row) => areEqual(column, row, rows[0]!))) equal.push(column);
    else {
      const deltas = rows.map((row) => (row === baseline ? null : deltaOf(column, row, baseline)));
      differing.push({ column, deltas });
    }
  }
  return { differing, equal };
}

function areEqual(column: Column, a: number, b: number): boolean {
  const [stateA, stateB] = [stateAt(column, a), stateAt(column, b)];
  if (stateA !== PRESENT || stateB !== PRESENT) return stateA === stateB;
  if (column.kind === 'category') return column.codes[a] === column.codes[b];
  const [x, y] = [column.values[a]!, column.values[b]!];
  return x === y || (Number.isNaN(x) && Number.isNaN(y));
}

function deltaOf(column: Column, row: number, baseline: number): Delta {
  const isKnown = stateAt(column, row) === PRESENT && stateAt(column, baseline) === PRESENT;
  if (!isKnown || column.kind === 'category') {
    const outcome = areEqual(column, row, baseline) ? 'equal' : 'unknown';
    return { absolute: null, relative: null, outcome };
  }
  return numberDelta(column, column.values[row]!, column.values[baseline]!);
}

function numberDelta({ direction }: NumberColumn, value: number, base: number): Delta {
  const difference = value - base;
  const absolute = Number.isFinite(difference) ? difference : null;
  const relative = absolute === null || base === 0 ? null : absolute / Math.abs(base);
  const outcome = (): Delta['outcome'] => {
    if (value === base || (Number.isNaN(value) && Number.isNaN(base))) return 'equal';
    if (direction === 'none' || Number.isNaN(value) || Number.isNaN(base)) return 'unknown';
    return value < base === (direction === 'min') ? 'better' : 'worse';
  };
  return { absolute, relative, outcome: outcome() };
}

function stateAt(column: Column, row: number): number {
  return column.absence === null ? PRESENT : column.absence[row]!;
}

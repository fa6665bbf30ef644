import { parseDate, type RunSet, type Table } from '../../history/index.ts';

/** Runs in the order in which they were started. */
export interface RunOrder {
  /** Rows of the table. */
  readonly rows: Uint32Array;
  /**
   * What they are ordered by: their start times; the number of their trial; or, where some runs have neither, their order
   * in the history.
   */
  readonly by: 'start' | 'number' | 'history';
  /** Per row of the table its start in milliseconds since 1970; NaN if unknown. */
  readonly starts: Float64Array;
  /** Number of ordered rows without a start time. */
  readonly withoutStart: number;
}

/** Columns that number the trials of a search. */
const NUMBERS = new Set(['number', 'trial', 'trial_number', 'trial_id', 'trial_index']);

/**
 * Orders rows by time: by start if all have one, else by the number of their trial if each has its own, else as they are in
 * the history. Rows with equal starts are in the order of the history.
 * @param table a table of the runs of the set
 * @param rows ascending
 */
export function orderRuns(set: RunSet, table: Table, rows: Uint32Array): RunOrder {
  const starts = Float64Array.from(table.runIndex, (run) => {
    const text = set.started(run);
    return (text === null ? null : parseDate(text)) ?? NaN;
  });
  const withoutStart = rows.reduce((count, row) => count + (Number.isNaN(starts[row]!) ? 1 : 0), 0);
  const sorted = (keys: Float64Array) => rows.toSorted((a, b) => keys[a]! - keys[b]! || a - b);
  if (rows.length > 0 && withoutStart === 0)
    return { rows: sorted(starts), by: 'start', starts, withoutStart };
  const numbers = numbersOf(set, table, rows);
  if (numbers !== null) return { rows: sorted(numbers), by: 'number', starts, withoutStart };
  return { rows, by: 'history', starts, withoutStart };
}

/** Per row the number of its trial, from a column or from names such as `trial 12`; null if they are not distinct. */
function numbersOf(set: RunSet, table: Table, rows: Uint32Array): Float64Array | null {
  for (const column of table.columns) {
    if (column.kind !== 'number' || !NUMBERS.has(column.name.toLowerCase())) continue;
    if (areDistinct(column.values, rows)) return column.values;
  }
  const numbers = new Float64Array(table.length).fill(NaN);
  let stem: string | null = null;
  for (const row of rows) {
    const name = set.name(table.runIndex[row]!);
    const digits = /\d+$/.exec(name)?.[0];
    if (digits === undefined) return null;
    const own = name.slice(0, -digits.length);
    if (own !== (stem ??= own)) return null;
    numbers[row] = Number(digits);
  }
  return areDistinct(numbers, rows) ? numbers : null;
}

function areDistinct(numbers: Float64Array, rows: Uint32Array): boolean {
  const seen = new Set<number>();
  for (const row of rows) {
    if (!Number.isInteger(numbers[row]!)) return false;
    seen.add(numbers[row]!);
  }
  return seen.size === rows.length;
}

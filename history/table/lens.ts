import { worst } from '../best.ts';
import { cellAt, kindAt, NUMBER } from '../runs/cells.ts';
import type { Cell, Cells } from '../runs/cells.ts';
import { shapeAt } from '../runs/run-list.ts';
import type { RunColumns, RunRecords } from '../runs/run-list.ts';
import { MISSING, NOT_APPLICABLE } from './table.ts';
import type { Direction } from '../types.ts';

/**
 * How the series of a metric becomes one value for its run. NaN and the infinities are values; cells that are missing or
 * not numbers are left out where a number is computed. A value that cannot be had is missing.
 * - `best`: the best finite value; `last` where the metric has no direction, or no finite value.
 * - `last`: the metric's own last value.
 * - `lastEpoch`: the value at the run's last epoch.
 * - `epoch`: the value at an epoch.
 * - `bestOf`: the value at the epoch where another metric was best.
 * - `meanOfLast`: the mean of the last `count` values, of all where there are fewer.
 * - `area`: the area under the values over their epochs, by trapezoids; missing with fewer than two values.
 * - `epochsUntil`: the first epoch whose value is as good as `threshold` or better.
 * - `epochOfBest`: the epoch of the best value.
 *
 * Where several records are of one epoch, its value is the last of them that is not missing.
 */
export type Lens =
  | { readonly kind: 'best' | 'last' | 'lastEpoch' | 'area' | 'epochOfBest' }
  | { readonly kind: 'epoch'; readonly epoch: number }
  | { readonly kind: 'bestOf'; readonly metric: string }
  | { readonly kind: 'meanOfLast'; readonly count: number }
  | { readonly kind: 'epochsUntil'; readonly threshold: number };

/** Reads the value of the run in a row of columns; undefined where it has none. */
export type ValueReader = (run: number) => Cell;

/** Whether a lens shows what records hold, so that it applies to flags, durations and counts as well. */
export function showsRecords({ kind }: Lens): boolean {
  return kind === 'last' || kind === 'lastEpoch' || kind === 'epoch' || kind === 'bestOf';
}

/** Which values are better under a lens: a value under `epochsUntil` is an epoch, and early ones are better. */
export function directionUnder(lens: Lens, direction: Direction): Direction {
  if (lens.kind === 'epochOfBest') return 'none';
  return lens.kind === 'epochsUntil' && direction !== 'none' ? 'min' : direction;
}

/**
 * Returns a function that takes a key of the records with its column and returns a reader of its values.
 * @throws {RangeError} if `meanOfLast` has a count that is no whole number from 1 on.
 */
export function lensReader(of: RunColumns, lens: Lens): (key: string, cells: Cells) => ValueReader {
  const records = of.records!;
  const { starts } = records;
  const epochs = records.columns[0]!.cells;
  switch (lens.kind) {
    case 'best':
      return (key, cells) => {
        const best = bestRows(of, key, cells);
        return (run) => {
          if (!Object.hasOwn(shapeAt(of, run).metrics, key)) return undefined;
          return best[run]! >= 0
            ? cells.values![best[run]!]
            : lastCell(cells, starts[run]!, starts[run + 1]!);
        };
      };
    case 'last':
      return (_, cells) => (run) => lastCell(cells, starts[run]!, starts[run + 1]!);
    case 'lastEpoch':
      return epochReader(of, (run) =>
        starts[run] === starts[run + 1] ? undefined : cellAt(epochs, starts[run + 1]! - 1),
      );
    case 'epoch':
      return epochReader(of, () => lens.epoch);
    case 'bestOf': {
      const cells = records.columns.find(({ name }) => name === lens.metric)?.cells;
      const best = cells && bestRows(of, lens.metric, cells);
      return epochReader(of, (run) =>
        best === undefined || best[run]! < 0 ? undefined : cellAt(epochs, best[run]!),
      );
    }
    case 'meanOfLast': {
      const { count } = lens;
      if (!(Number.isInteger(count) && count > 0)) {
        throw new RangeError(`lens meanOfLast: expected a count from 1 on, got ${String(count)}`);
      }
      return (_, cells) => (run) => meanOfLast(cells, starts[run]!, starts[run + 1]!, count);
    }
    case 'area':
      return (key, cells) => {
        const areas = remembered(of, `area of ${key}`, () => areasOf(of, cells, epochs));
        const isKnown = remembered(of, `points of ${key}`, () => hasTwoNumbers(of, cells));
        return (run) => (isKnown[run] === 1 ? areas[run] : null);
      };
    case 'epochsUntil':
      return (key, cells) => (run) => {
        const direction = directionIn(of, run, key);
        const row = firstRowAsGood(cells, starts[run]!, starts[run + 1]!, direction, lens.threshold);
        return row < 0 ? null : cellAt(epochs, row);
      };
    case 'epochOfBest':
      return (key, cells) => {
        const best = bestRows(of, key, cells);
        return (run) => (best[run]! < 0 ? null : cellAt(epochs, best[run]!));
      };
  }
}

function directionIn(of: RunColumns, run: number, metric: string): Direction {
  const { metrics } = shapeAt(of, run);
  return Object.hasOwn(metrics, metric) ? metrics[metric]!.direction : 'none';
}

const derived = new WeakMap<RunColumns, Map<string, Int32Array | Float64Array | Uint8Array>>();

/** What was computed from columns once; they never change. */
function remembered<Made extends Int32Array | Float64Array | Uint8Array>(
  of: RunColumns,
  name: string,
  make: () => Made,
): Made {
  let all = derived.get(of);
  if (all === undefined) derived.set(of, (all = new Map()));
  let made = all.get(name) as Made | undefined;
  if (made === undefined) all.set(name, (made = make()));
  return made;
}

/** The numbers of a column in an array where anything else is NaN; null where a text may lie in it. */
function plainValues({ values, texts }: Cells): Float64Array | null {
  return values instanceof Float64Array && texts.length === 0 ? values : null;
}

/** The number in a row; undefined where there is none. */
function numberAt(cells: Cells, row: number): number | undefined {
  return kindAt(cells, row) === NUMBER ? cells.values![row]! : undefined;
}

/** Per run the record with the best finite value, the first of equal ones; -1 where there is none. */
function bestRows(of: RunColumns, key: string, cells: Cells): Int32Array {
  return remembered(of, `best of ${key}`, () => {
    const { starts } = of.records!;
    const rows = new Int32Array(of.length).fill(-1);
    for (let run = 0; run < of.length; run++) {
      const direction = directionIn(of, run, key);
      if (direction !== 'none') rows[run] = bestRow(cells, starts[run]!, starts[run + 1]!, direction);
    }
    return rows;
  });
}

/** Plain loops: this runs over every cell of a table. */
function bestRow(cells: Cells, start: number, end: number, direction: 'min' | 'max'): number {
  const values = plainValues(cells);
  let best = worst(direction);
  let found = -1;
  const last = Math.min(end, cells.length);
  if (values === null) {
    for (let row = start; row < last; row++) {
      const value = numberAt(cells, row);
      if (value === undefined || !Number.isFinite(value)) continue;
      if (direction === 'min' ? value < best : value > best) [best, found] = [value, row];
    }
  } else if (direction === 'min') {
    for (let row = start; row < last; row++) {
      const value = values[row]!;
      if (value < best && value !== -Infinity) {
        best = value;
        found = row;
      }
    }
  } else {
    for (let row = start; row < last; row++) {
      const value = values[row]!;
      if (value > best && value !== Infinity) {
        best = value;
        found = row;
      }
    }
  }
  return found;
}

/** The last cell that has a value; null where none has. */
function lastCell(cells: Cells, start: number, end: number): Cell {
  for (let row = end - 1; row >= start; row--) {
    const kind = kindAt(cells, row);
    if (kind !== MISSING && kind !== NOT_APPLICABLE) return cellAt(cells, row);
  }
  return null;
}

function meanOfLast(cells: Cells, start: number, end: number, count: number): number | null {
  let sum = 0;
  let taken = 0;
  for (let row = end - 1; row >= start && taken < count; row--) {
    const value = numberAt(cells, row);
    if (value === undefined) continue;
    sum += value;
    taken++;
  }
  return taken === 0 ? null : sum / taken;
}

function areasOf(of: RunColumns, cells: Cells, epochs: Cells): Float64Array {
  const { starts } = of.records!;
  const areas = new Float64Array(of.length);
  const [values, at] = [cells.kinds === null ? plainValues(cells) : null, epochs.values!];
  for (let run = 0; run < of.length; run++) {
    const [start, end] = [starts[run]!, starts[run + 1]!];
    let area = 0;
    if (values !== null && cells.length >= end) {
      for (let row = start + 1; row < end; row++) {
        area += ((at[row]! - at[row - 1]!) * (values[row]! + values[row - 1]!)) / 2;
      }
    } else {
      let before = -1;
      for (let row = start; row < end; row++) {
        const value = numberAt(cells, row);
        if (value === undefined) continue;
        if (before >= 0) area += ((at[row]! - at[before]!) * (value + cells.values![before]!)) / 2;
        before = row;
      }
    }
    areas[run] = area;
  }
  return areas;
}

function hasTwoNumbers(of: RunColumns, cells: Cells): Uint8Array {
  const { starts } = of.records!;
  const has = new Uint8Array(of.length);
  for (let run = 0; run < of.length; run++) {
    let count = 0;
    for (let row = starts[run]!; row < starts[run + 1]! && count < 2; row++) {
      if (kindAt(cells, row) === NUMBER) count++;
    }
    has[run] = count === 2 ? 1 : 0;
  }
  return has;
}

/** The first record with a value as good as the threshold; -1 where there is none, or no direction. */
function firstRowAsGood(
  cells: Cells,
  start: number,
  end: number,
  direction: Direction,
  threshold: number,
): number {
  if (direction === 'none') return -1;
  for (let row = start; row < end; row++) {
    const value = numberAt(cells, row);
    if (value !== undefined && (direction === 'min' ? value <= threshold : value >= threshold)) return row;
  }
  return -1;
}

/** Reads what is known at the end of an epoch of each run. */
function epochReader(of: RunColumns, epochOf: ValueReader): (key: string, cells: Cells) => ValueReader {
  const records = of.records!;
  const epochs = records.columns[0]!.cells;
  const isAscending = hasAscendingEpochs(records, of.length);
  const begins = new Uint32Array(of.length);
  const ends = new Uint32Array(of.length);
  for (let run = 0; run < of.length; run++) {
    const [start, end] = [records.starts[run]!, records.starts[run + 1]!];
    const wanted = epochOf(run);
    if (start === end || typeof wanted !== 'number') continue;
    const found = isAscending
      ? searchEpoch(epochs.values!, start, end, wanted)
      : scanEpoch(epochs, start, end, wanted);
    begins[run] = found.start;
    ends[run] = found.end;
  }
  return (_, cells) => (run) => {
    const [start, end] = [begins[run]!, ends[run]!];
    if (end - start === 1) return cellAt(cells, start);
    const wanted = start === end ? undefined : epochs.values![start];
    let found: Cell;
    for (let row = start; row < end; row++) {
      if (epochs.values![row] !== wanted) continue;
      const cell = cellAt(cells, row);
      if (cell !== undefined && (cell !== null || found === undefined)) found = cell;
    }
    return found;
  };
}

const ascending = new WeakMap<RunRecords, boolean>();

function hasAscendingEpochs(records: RunRecords, count: number): boolean {
  let known = ascending.get(records);
  if (known === undefined) {
    known = areEpochsAscending(records, count);
    ascending.set(records, known);
  }
  return known;
}

function areEpochsAscending({ columns, starts }: RunRecords, count: number): boolean {
  const { values, kinds } = columns[0]!.cells;
  if (values === null || kinds !== null) return false;
  for (let run = 0; run < count; run++) {
    const end = starts[run + 1]!;
    for (let row = starts[run]! + 1; row < end; row++) if (!(values[row]! >= values[row - 1]!)) return false;
  }
  return true;
}

/** The records of an epoch, by bisection; none where `start` is `end`. */
function searchEpoch(epochs: ArrayLike<number>, first: number, last: number, wanted: number) {
  let [low, high] = [first, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (epochs[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < last && epochs[end] === wanted) end++;
  return { start: low, end };
}

/** The stretch from the first record of an epoch up to its last, among epochs in any order. */
function scanEpoch(epochs: Cells, first: number, last: number, wanted: number) {
  let [start, end] = [0, 0];
  for (let row = first; row < last; row++) {
    if (cellAt(epochs, row) !== wanted) continue;
    if (end === 0) start = row;
    end = row + 1;
  }
  return { start, end };
}

import { cellAt, kindAt } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import type { RunColumns } from '../../runs/run-list.ts';
import { MISSING, NOT_APPLICABLE } from '../table.ts';
import { numberAt } from './numbers.ts';
import { NO_RECORD, pickCells } from './pick.ts';
import { remembered } from './remembered.ts';
import type { ValueMaker } from './values-under.ts';

/** Per run its last epoch; NaN without records. */
export function lastEpochs(of: RunColumns): Float64Array {
  const { starts, columns } = of.records!;
  const epochs = new Float64Array(of.length).fill(NaN);
  for (let run = 0; run < of.length; run++) {
    const end = starts[run + 1]!;
    if (starts[run] !== end) epochs[run] = numberAt(columns[0]!.cells, end - 1) ?? NaN;
  }
  return epochs;
}

/** Returns the cells of each run at the end of an epoch; NaN stands for no epoch. */
export function atEpochs(of: RunColumns, wanted: Float64Array): ValueMaker {
  const { starts, columns } = of.records!;
  const epochs = columns[0]!.cells;
  const isAscending = remembered(of, 'ascending epochs', () => areEpochsAscending(of));
  const rows = new Int32Array(of.length).fill(NO_RECORD);
  /** The ranges of records of the epoch in runs with several such records. */
  const several: number[] = [];
  const ends: number[] = [];
  for (let run = 0; run < of.length; run++) {
    const [start, end] = [starts[run]!, starts[run + 1]!];
    const epoch = wanted[run]!;
    if (start === end || Number.isNaN(epoch)) continue;
    const found = isAscending
      ? searchEpoch(epochs.values!, start, end, epoch)
      : scanEpoch(epochs, start, end, epoch);
    if (found.start === found.end) continue;
    rows[run] = found.start;
    if (found.end - found.start === 1) continue;
    several.push(run);
    ends.push(found.end);
  }
  return (_, cells) => {
    if (several.length === 0) return pickCells(cells, rows);
    const own = rows.slice();
    for (const [i, run] of several.entries()) {
      own[run] = lastRowOfEpoch(cells, epochs, rows[run]!, ends[i]!, wanted[run]!);
    }
    return pickCells(cells, own);
  };
}

/** The last record of an epoch with a value, or one without a value if there is none. */
function lastRowOfEpoch(cells: Cells, epochs: Cells, start: number, end: number, epoch: number): number {
  let missing = NO_RECORD;
  for (let row = end - 1; row >= start; row--) {
    if (epochs.values![row] !== epoch) continue;
    const kind = kindAt(cells, row);
    if (kind === MISSING) missing = row;
    else if (kind !== NOT_APPLICABLE) return row;
  }
  return missing;
}

function areEpochsAscending(of: RunColumns): boolean {
  const { starts, columns } = of.records!;
  const { values, kinds } = columns[0]!.cells;
  if (values === null || kinds !== null) return false;
  for (let run = 0; run < of.length; run++) {
    const end = starts[run + 1]!;
    for (let row = starts[run]! + 1; row < end; row++) if (!(values[row]! >= values[row - 1]!)) return false;
  }
  return true;
}

/** Finds the records of an epoch by binary search; none if `start` equals `end`. */
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

/** The range from the first record of an epoch to its last, for epochs in any order. */
function scanEpoch(epochs: Cells, first: number, last: number, wanted: number) {
  let [start, end] = [0, 0];
  for (let row = first; row < last; row++) {
    if (cellAt(epochs, row) !== wanted) continue;
    if (end === 0) start = row;
    end = row + 1;
  }
  return { start, end };
}

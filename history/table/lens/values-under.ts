import { kindAt, NUMBER } from '../../runs/cells.ts';
import type { Cells } from '../../runs/cells.ts';
import type { RunColumns } from '../../runs/run-list.ts';
import { areasOf } from './areas.ts';
import { atEpochs, lastEpochs } from './at-epochs.ts';
import type { Lens } from './lens.ts';
import { numberAt, numbersByRun } from './numbers.ts';
import { NO_VALUE, pickCells } from './pick.ts';
import { remembered } from './remembered.ts';
import { bestOrLastRows, bestRows, firstRowsAsGood, lastRows } from './rows.ts';

/**
 * Returns a cell per run for a key of the records: missing if the run has no value, not applicable if the records do not
 * show whether it has the key.
 */
export type ValueMaker = (key: string, cells: Cells) => Cells;

/** @throws {RangeError} if the count of `meanOfLast` is not a positive integer. */
export function valuesUnder(of: RunColumns, lens: Lens): ValueMaker {
  const epochs = of.records!.columns[0]!.cells;
  switch (lens.kind) {
    case 'best':
      return (key, cells) => pickCells(cells, bestOrLastRows(of, key, cells));
    case 'last':
      return (_, cells) => pickCells(cells, lastRows(of, cells));
    case 'lastEpoch':
      return atEpochs(of, lastEpochs(of));
    case 'epoch':
      return atEpochs(of, new Float64Array(of.length).fill(lens.epoch));
    case 'bestOf': {
      const cells = of.records!.columns.find(({ name }) => name === lens.metric)?.cells;
      const best = cells ? bestRows(of, lens.metric, cells) : new Int32Array(of.length).fill(NO_VALUE);
      return atEpochs(of, numbersAt(epochs, best));
    }
    case 'meanOfLast': {
      const { count } = lens;
      if (!(Number.isInteger(count) && count > 0)) {
        throw new RangeError(`lens meanOfLast: expected a count from 1 on, got ${String(count)}`);
      }
      return (_, cells) => meansOfLast(of, cells, count);
    }
    case 'area':
      return (key, cells) => remembered(of, `area of ${key}`, () => areasOf(of, cells, epochs));
    case 'epochsUntil':
      return (key, cells) => pickCells(epochs, firstRowsAsGood(of, key, cells, lens.threshold));
    case 'epochOfBest':
      return (key, cells) => pickCells(epochs, bestRows(of, key, cells));
  }
}

/** The numbers in the rows; NaN for other cells. */
function numbersAt(cells: Cells, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => (row < 0 ? NaN : (numberAt(cells, row) ?? NaN)));
}

function meansOfLast(of: RunColumns, cells: Cells, count: number): Cells {
  return numbersByRun(of, (start, end) => {
    let sum = 0;
    let taken = 0;
    for (let row = end - 1; row >= start && taken < count; row--) {
      if (kindAt(cells, row) !== NUMBER) continue;
      sum += cells.values![row]!;
      taken++;
    }
    return taken === 0 ? null : sum / taken;
  });
}

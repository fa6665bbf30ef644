import { cellAt } from '../../runs/cells.ts';
import { packCells } from '../../runs/growing-cells.ts';
import type { Cells } from '../../runs/cells.ts';
import type { NamedCells } from '../../runs/record-list.ts';
import type { ColumnUse } from './classify.ts';
import { filledEpochs } from './fill-epochs.ts';
import type { Progress } from './runs/group.ts';
import { cellsOfRecords, countRuns, recordOfRun } from './table.ts';
import type { FlatTable, Layout } from './table.ts';

/**
 * Returns the columns of the records in layout order, `epoch` first. If a log counts steps, records have `step`, and `epoch`
 * is filled in, or equals the step if the log has no epochs.
 */
export function columnsOfRecords(
  table: FlatTable,
  layout: Layout,
  { axis, epoch, step }: Progress,
  uses: readonly ColumnUse[],
): NamedCells[] {
  const positions = cellsOfRecords(table.columns[axis]!, layout);
  const kept = uses.filter(({ use, name }) => (use === 'metric' || use === 'record') && name !== 'epoch');
  const isNamedStep = kept.some(({ name }) => name === 'step');
  return [
    {
      name: 'epoch',
      cells: step === null || epoch === null ? positions : epochsOfSteps(table, layout, epoch, positions),
    },
    ...(step === null || isNamedStep ? [] : [{ name: 'step', cells: positions }]),
    ...kept.map(({ name, column, isBit }) => {
      const cells = cellsOfRecords(table.columns[column]!, layout);
      return { name, cells: isBit ? bitsAsFlags(cells) : cells };
    }),
  ];
}

function epochsOfSteps(table: FlatTable, layout: Layout, epoch: number, positions: Cells): Cells {
  const known = cellsOfRecords(table.columns[epoch]!, layout);
  const values = Float64Array.from(positions.values!);
  for (let run = 0; run < countRuns(layout); run++) {
    const begin = recordOfRun(layout, run);
    const length = recordOfRun(layout, run + 1) - begin;
    const epochs = filledEpochs(Array.from({ length }, (_, i) => cellAt(known, begin + i)));
    if (epochs) values.set(epochs, begin);
  }
  return { length: positions.length, values, kinds: null, texts: [] };
}

/** Converts flags written as 1 and 0 to booleans. */
function bitsAsFlags(cells: Cells): Cells {
  return packCells(
    Array.from({ length: cells.length }, (_, row) => {
      const cell = cellAt(cells, row);
      return typeof cell === 'number' ? cell === 1 : cell;
    }),
  );
}

import { cellAt } from '../../runs/cells.ts';
import { packCells } from '../../runs/growing-cells.ts';
import type { Cells } from '../../runs/cells.ts';
import type { NamedCells } from '../../runs/record-list.ts';
import type { ColumnUse } from './classify.ts';
import { filledEpochs } from './fill-epochs.ts';
import type { Progress } from './group.ts';
import { cellsOfRecords, countRuns, recordOfRun } from './table.ts';
import type { FlatTable, Layout } from './table.ts';

/**
 * The columns of a table's records, in the order of the layout: `epoch` first, then the rest. Where a log counts steps,
 * records have them as `step`, and as epoch the epoch that they are of, or the step where none is told.
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
  const told = cellsOfRecords(table.columns[epoch]!, layout);
  const values = Float64Array.from(positions.values!);
  for (let run = 0; run < countRuns(layout); run++) {
    const begin = recordOfRun(layout, run);
    const length = recordOfRun(layout, run + 1) - begin;
    const epochs = filledEpochs(Array.from({ length }, (_, i) => cellAt(told, begin + i)));
    if (epochs) values.set(epochs, begin);
  }
  return { length: positions.length, values, kinds: null, texts: [] };
}

/** Flags that were written as 1 and 0. */
function bitsAsFlags(cells: Cells): Cells {
  return packCells(
    Array.from({ length: cells.length }, (_, row) => {
      const cell = cellAt(cells, row);
      return typeof cell === 'number' ? cell === 1 : cell;
    }),
  );
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHistory, readHistory, selectRows, toTable, writeHistory } from '../../history/index.ts';
import type { History, Table, TableOptions } from '../../history/index.ts';
import { anyHistory } from './arbitrary.ts';
import { contentOf } from './cells.ts';
import { makeHistory, makeRecords, makeRun } from './make.ts';

/** Returns the run id of each row, with the epoch if the row is an epoch. */
function rowsAsNames(history: History, table: Table): string[] {
  return [...table.runIndex].map((run, row) => {
    const { id, records } = history.runs[run]!;
    return `${id} @ ${String(records[table.recordIndex[row]!]?.epoch)}`;
  });
}

const max = { direction: 'max' } as const;
const history = makeHistory(
  makeRun('relu', { metrics: { acc: max }, records: makeRecords({ acc: 1 }, { acc: 2 }, { acc: 3 }) }),
  makeRun('fork', { parent: 'relu', metrics: { acc: max }, records: makeRecords({ acc: 5 }) }),
  makeRun('cv', { metrics: { mean_acc: max }, summary: { mean_acc: 4 }, parameters: { lr: 0.1 } }),
  makeRun('cv/0', { parent: 'cv', fold: 0, metrics: { acc: max }, summary: { acc: 4 } }),
  makeRun('cv/1', { parent: 'cv', fold: 1, metrics: { acc: max }, summary: { acc: 4 } }),
);

describe('selectRows', () => {
  const epochs = toTable(history, { rows: 'epochs' });

  it('keeps the records of the rows, in the order of the history', () => {
    const { runs } = selectRows(history, epochs, [2, 0, 2]);
    expect(runs.map(({ id, records }) => [id, records.map(({ epoch }) => epoch)])).toEqual([
      ['relu', [1, 3]],
    ]);
  });

  it('keeps the parent of a fold without records, metrics and summary', () => {
    const { runs } = selectRows(history, epochs, [5]);
    expect(runs.map(({ id }) => id)).toEqual(['cv', 'cv/0']);
    expect(runs[0]).toMatchObject({ parameters: { lr: 0.1 }, records: [], summary: {}, metrics: {} });
    expect(runs[1]!.parent).toBe('cv');
  });

  it('drops the parent of a fork unless the parent is selected', () => {
    expect(selectRows(history, epochs, [3]).runs).toMatchObject([{ id: 'fork', parent: null }]);
    expect(selectRows(history, epochs, [0, 3]).runs[1]).toMatchObject({ id: 'fork', parent: 'relu' });
  });

  it('keeps whole runs for rows that are runs', () => {
    const table = toTable(history, { rows: 'runs', value: 'best' });
    expect(selectRows(history, table, Uint32Array.of(0)).runs).toEqual([history.runs[0]]);
  });

  it('rejects a row that does not exist', () => {
    expect(() => selectRows(history, epochs, [99])).toThrow('row 99: the table has no such row');
  });

  it('returns the whole history if all rows are selected', () => {
    expect(selectRows(history, epochs, Array.from(epochs.runIndex.keys())).runs).toEqual(history.runs);
  });

  const options: TableOptions[] = [
    { rows: 'epochs' },
    { rows: 'runs', value: 'best' },
    { rows: 'runs', value: { epoch: 1 } },
  ];
  it.each(options)('has the selected rows after export and import: %j', (shape) => {
    fc.assert(
      fc.property(anyHistory, fc.infiniteStream(fc.boolean()), (any, isSelected) => {
        const table = toTable(any, shape);
        const rows = [...table.runIndex.keys()].filter(() => isSelected.next().value);
        const selected = readHistory(writeHistory(selectRows(any, table, rows)));
        const names = rowsAsNames(any, table);
        expect(rowsAsNames(selected, toTable(selected, shape))).toEqual(rows.map((row) => names[row]));
      }),
      { numRuns: 200 },
    );
  });

  it('has the same cells after export and import', () => {
    const rows = [1, 2, 3, 5, 6];
    const selected = parseHistory(JSON.parse(writeHistory(selectRows(history, epochs, rows))));
    const before = contentOf(epochs).map(([name, cells]) => [name, rows.map((row) => cells[row])]);
    const after = contentOf(toTable(selected, { rows: 'epochs' }));
    // lr and mean_acc belong to the group, which has no row any more.
    expect(after).toEqual(before.filter(([name]) => name !== 'mean_acc' && name !== 'lr'));
  });
});

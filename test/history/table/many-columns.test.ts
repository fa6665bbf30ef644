import { describe, expect, it } from 'vitest';
import { chunkOfRuns, RunSet, tableOf } from '../../../history/index.ts';
import type { LevelOptions, RunColumns } from '../../../history/index.ts';
import { makeRecords, makeRun } from '../make.ts';

type NamedCells = RunColumns['parameters'][number];

/** Runs with many parameters, metrics in records and metrics in the summary, whose columns count how often their name is read. */
function countedRuns(count: number) {
  const cells = (prefix: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${String(i)}`, i]));
  const metrics = Object.fromEntries(
    [...Object.keys(cells('loss')), ...Object.keys(cells('test_loss'))].map((name) => [
      name,
      { direction: 'min' as const },
    ]),
  );
  const parts = { parameters: cells('p'), metrics, summary: cells('test_loss') };
  const chunk = chunkOfRuns([
    makeRun('a', { ...parts, records: makeRecords(cells('loss'), cells('loss')) }),
    makeRun('b', parts),
  ]);
  let reads = 0;
  const counted = (columns: readonly NamedCells[]) =>
    columns.map(({ name, cells }): NamedCells => ({
      get name() {
        reads++;
        return name;
      },
      cells,
    }));
  const { columns } = chunk;
  const records = columns.records && { ...columns.records, columns: counted(columns.records.columns) };
  const set = RunSet.ofChunks([
    {
      ...chunk,
      columns: {
        ...columns,
        parameters: counted(columns.parameters),
        summary: counted(columns.summary),
        records,
      },
    },
  ]);
  return { set, reads: () => reads };
}

describe.each<LevelOptions>([{ level: 'epochs' }, { level: 'runs' }, { level: 'configurations' }])(
  'the table of $level',
  (options) => {
    it('finds each column by its name without a search', () => {
      const readsOf = (count: number) => {
        const { set, reads } = countedRuns(count);
        expect(tableOf(set, options).columns.length).toBeGreaterThan(3 * count);
        return reads();
      };
      expect(readsOf(400)).toBeLessThan(2.5 * readsOf(200));
    });
  },
);

import { expect, it } from 'vitest';
import { isSlowTable } from '../../../src/page/experiments/table-size.ts';
import { inColumns, makeHistory, makeRecords, makeRun } from '../../history/make.ts';

/** Runs with as many records and parameters as given. */
const historyOf = (runs: number, records: number, names: number) => {
  const parameters = Object.fromEntries(Array.from({ length: names }, (_, i) => [`p${String(i)}`, i]));
  const rows = makeRecords(...Array.from({ length: records }, (_, i) => ({ loss: i })));
  return makeHistory(
    ...Array.from({ length: runs }, (_, i) => makeRun(String(i), { parameters, records: rows })),
  );
};

it.each([
  ['few rows and columns', historyOf(3, 10, 5), false],
  ['few rows, but hundreds of columns', historyOf(10, 100, 300), true],
  ['few columns, but many rows', historyOf(2, 10_000, 1), true],
  ['many runs without records', historyOf(2000, 0, 150), true],
  ['nothing', makeHistory(), false],
])('A table is computed in slices by its cells: %s', (_, history, isSlow) => {
  expect(isSlowTable(history)).toBe(isSlow);
  expect(isSlowTable(inColumns(history))).toBe(isSlow);
});

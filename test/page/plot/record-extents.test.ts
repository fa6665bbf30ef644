import { expect, it } from 'vitest';
import { RunSet } from '../../../history/index.ts';
import { recordExtents } from '../../../src/page/plot/record-extents.ts';
import { makeHistory, makeRecords, makeRun } from '../../history/make.ts';

it('spans the finite values of all records of all runs, without metrics that do not vary', () => {
  const loss = { loss: { direction: 'min' }, same: { direction: 'none' } } as const;
  const records = (values: readonly number[]) =>
    makeRecords(...values.map((value, at) => ({ epoch: at + 1, loss: value, same: 1 })));
  const history = makeHistory(
    makeRun('a', { metrics: loss, records: records([0.5, Infinity, 0.25]) }),
    makeRun('b', { metrics: loss, records: records([NaN, 0.75]) }),
  );
  expect([...recordExtents(RunSet.ofHistory(history))]).toEqual([['loss', { min: 0.25, max: 0.75 }]]);
});

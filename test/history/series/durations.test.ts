import { describe, expect, it } from 'vitest';
import { durationsOf, RunSet, type Run } from '../../../history/index.ts';
import { makeRecords, makeRun } from '../make.ts';

describe('the duration of a run', () => {
  it.each<[string, Partial<Run>, number]>([
    ['the sum over its epochs', { records: makeRecords({ dur: 2 }, { dur: 3.5 }) }, 5.5],
    [
      'the latest elapsed time',
      { records: makeRecords({ _runtime: 4 }, { _runtime: 9 }, { _runtime: null }) },
      9,
    ],
    ['what the summary says', { summary: { duration: 47.5 } }, 47.5],
    [
      'what the summary says, where records have no time',
      { records: makeRecords({ loss: 1 }), summary: { fit_time: 3 } },
      3,
    ],
    ['unknown for a negative one', { summary: { duration: -1 } }, NaN],
    ['unknown without any', {}, NaN],
  ])('is %s', (_, parts, seconds) => {
    const set = RunSet.of([
      makeRun('other', { records: makeRecords({ dur: 100 }, { dur: 100 }) }),
      makeRun('a', parts),
    ]);
    expect([...durationsOf(set, Uint32Array.of(1))]).toEqual([seconds]);
  });
});

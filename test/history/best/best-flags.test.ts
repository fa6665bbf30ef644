import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBestTracker, withBestFlags } from '../../../history/index.ts';
import type { Direction, RecordValue } from '../../../history/index.ts';
import { anyScalar } from '../arbitrary.ts';
import { makeRecords, makeRun } from '../make.ts';

function flagsOf(values: readonly RecordValue[], direction: Direction): RecordValue[] {
  const records = makeRecords(...values.map((loss) => ({ loss })));
  const run = withBestFlags(makeRun('a', { metrics: { loss: { direction } }, records }));
  return run.records.map((record) => record.loss_best ?? null);
}

describe('withBestFlags', () => {
  it.each([
    ['a falling loss', [3, 2, 2.5, 1], 'min', [true, true, false, true]],
    ['a tie', [2, 2], 'min', [true, false]],
    ['an accuracy', [0.5, 0.7, 0.7, 0.6, 0.8], 'max', [true, true, false, false, true]],
    ['NaN first', [NaN, 5, NaN, 4], 'min', [false, true, false, true]],
    ['infinities', [-Infinity, Infinity, 1, -Infinity], 'min', [false, false, true, false]],
    ['missing', [null, 1, null], 'max', [false, true, false]],
    ['no direction', [1, 2], 'none', [null, null]],
    ['negative scores', [-0.2, -0.1, -0.3], 'max', [true, true, false]],
  ] as const)('%s', (_, values, direction, expected) => {
    expect(flagsOf(values, direction)).toEqual(expected);
  });

  it('flags exactly the finite values that are better than all previous finite values', () => {
    fc.assert(
      fc.property(fc.array(anyScalar), fc.constantFrom('min', 'max'), (values, direction) => {
        const sign = direction === 'min' ? 1 : -1;
        const expected = values.map((value, i) => {
          if (typeof value !== 'number' || !Number.isFinite(value)) return false;
          const before = values.slice(0, i).filter((other) => Number.isFinite(other)) as number[];
          return before.every((other) => sign * value < sign * other);
        });
        expect(flagsOf(values, direction)).toEqual(expected);
      }),
    );
  });
});

describe('createBestTracker', () => {
  const min = { direction: 'min' } as const;

  it('puts a flag after its metric and replaces an existing flag', () => {
    const tracker = createBestTracker({ loss: min, acc: { direction: 'max' } });
    const record = tracker.add({ epoch: 1, loss_best: false, loss: 2, dur: 1, acc: 0.5 });
    expect(Object.entries(record)).toEqual([
      ['epoch', 1],
      ['loss', 2],
      ['loss_best', true],
      ['dur', 1],
      ['acc', 0.5],
      ['acc_best', true],
    ]);
  });

  it('adds no flag for a metric that a record lacks, and keeps the best value so far', () => {
    const tracker = createBestTracker({ loss: min });
    expect(tracker.add({ epoch: 1, loss: 2 }).loss_best).toBe(true);
    expect(tracker.add({ epoch: 2 })).toEqual({ epoch: 2 });
    expect(tracker.add({ epoch: 3, loss: 2 }).loss_best).toBe(false);
  });

  it('does not overwrite a metric whose name looks like a flag', () => {
    const tracker = createBestTracker({ loss: min, loss_best: min });
    expect(tracker.add({ epoch: 1, loss: 2, loss_best: 1.5 })).toEqual({
      epoch: 1,
      loss: 2,
      loss_best: 1.5,
      loss_best_best: true,
    });
  });

  it('handles a metric named __proto__', () => {
    const tracker = createBestTracker(Object.fromEntries([['__proto__', min]]));
    const record = tracker.add(
      Object.fromEntries([
        ['epoch', 1],
        ['__proto__', 3],
      ]) as { epoch: number },
    );
    expect(Object.keys(record)).toEqual(['epoch', '__proto__', '__proto___best']);
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  });
});

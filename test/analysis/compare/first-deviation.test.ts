import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDeviation } from '../../../analysis/index.ts';
import type { EpochRecord } from '../../../history/index.ts';

const losses = (...values: number[]): EpochRecord[] =>
  values.map((train_loss, i) => ({ epoch: i + 1, train_loss }));

describe('firstDeviation', () => {
  it.each<[string, EpochRecord[], EpochRecord[], number, number | null]>([
    ['equal runs', losses(0.5, 0.25), losses(0.5, 0.25), 0, null],
    ['a difference beyond the tolerance', losses(0.5, 0.25, 0.1), losses(0.5, 0.375, 0.4), 0.1, 2],
    ['a difference within the tolerance', losses(0.5, 0.25), losses(0.5, 0.375), 0.125, null],
    ['a large value, relative', losses(1000), losses(1001), 0.001, null],
    ['NaN in both', losses(NaN), losses(NaN), 0, null],
    ['NaN in one', losses(0.5, NaN), losses(0.5, 0.5), 1, 2],
    ['infinities of unlike sign', losses(Infinity), losses(-Infinity), 1, 1],
    ['the same infinity', losses(Infinity), losses(Infinity), 0, null],
    ['an infinity and a number', losses(1e300), losses(Infinity), 1, 1],
    ['an epoch that one lacks', losses(0.5, 9), losses(0.5), 0, null],
    [
      'times, counts and flags',
      [{ epoch: 1, dur: 1, train_loss: 1, train_loss_best: true, train_batch_count: 3 }],
      [{ epoch: 1, dur: 2, train_loss: 1, train_loss_best: false, train_batch_count: 4 }],
      0,
      null,
    ],
    ['epochs in another order', losses(1, 2, 3).reverse(), losses(1, 5, 6).reverse(), 0.1, 2],
  ])('compares %s', (_, first, second, tolerance, epoch) => {
    expect(firstDeviation(first, second, tolerance).deviation?.epoch ?? null).toBe(epoch);
  });

  it('names the metric and both values, and what it compared', () => {
    const first = [{ epoch: 1, train_loss: 0.5, valid_acc: 0.9, lr: 1 }];
    const second = [{ epoch: 1, valid_acc: 0.7, train_loss: 0.5 }];
    expect(firstDeviation(first, second, 0.01)).toEqual({
      epochs: 1,
      metrics: ['train_loss', 'valid_acc'],
      deviation: { epoch: 1, metric: 'valid_acc', first: 0.9, second: 0.7 },
    });
  });

  it('is symmetric but for the order of the values', () => {
    const values = fc.array(fc.double(), { maxLength: 5 });
    fc.assert(
      fc.property(values, values, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, tolerance) => {
        const there = firstDeviation(losses(...a), losses(...b), tolerance).deviation;
        const back = firstDeviation(losses(...b), losses(...a), tolerance).deviation;
        expect(back).toEqual(there && { ...there, first: there.second, second: there.first });
      }),
    );
  });
});

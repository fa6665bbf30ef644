import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fallingFit, unimodalFit } from '../../../analysis/trends/isotonic.ts';

const values = fc
  .array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 12 })
  .map((list) => Float64Array.from(list));

const squaredError = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);

/** The best fit by a sequence that never rises, as max-min of means (Robertson, Wright and Dykstra 1988, 1.4). */
function slowFallingFit(list: Float64Array): Float64Array {
  const mean = (from: number, to: number) =>
    list.subarray(from, to + 1).reduce((a, b) => a + b, 0) / (to - from + 1);
  return list.map((_, i) => {
    const outer = Array.from({ length: i + 1 }, (_, from) => {
      return Math.max(...Array.from({ length: list.length - i }, (_, k) => mean(from, i + k)));
    });
    return Math.min(...outer);
  });
}

describe('isotonic regression', () => {
  it('is that of the max-min formula', () => {
    fc.assert(
      fc.property(values, (list) => {
        const [fit, slow] = [fallingFit(list), slowFallingFit(list)];
        for (const [i, value] of fit.entries()) expect(value).toBeCloseTo(slow[i]!, 9);
      }),
    );
  });

  it('with one turn is the best of all places of the turn', () => {
    fc.assert(
      fc.property(values, (list) => {
        const costs = Array.from(list, (_, turn) => {
          const head = list.slice(0, turn + 1);
          const tail = list.slice(turn + 1).reverse();
          const [a, b] = [slowFallingFit(head), slowFallingFit(tail)];
          return squaredError(head, a) + squaredError(tail, b);
        });
        const found = unimodalFit(list);
        expect(found?.cost ?? costs.at(-1)).toBeCloseTo(Math.min(...costs), 8);
        if (found === null) return;
        expect(squaredError(list, found.fit)).toBeCloseTo(found.cost, 8);
        expect(found.fallingCost).toBeCloseTo(costs.at(-1)!, 8);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inPaintOrder,
  maxPrioritized,
  paintPriority,
  rowOfPriority,
} from '../../../viz/core/raster/paint-order.ts';

describe('the painting order', () => {
  it('is a permutation of rows: every priority has one row', () => {
    fc.assert(
      fc.property(fc.nat(maxPrioritized - 1), (row) => {
        const priority = paintPriority(row);
        expect(priority).toBeGreaterThanOrEqual(0);
        expect(priority).toBeLessThan(maxPrioritized);
        expect(rowOfPriority(priority)).toBe(row);
      }),
      { numRuns: 1000 },
    );
  });

  it('has the highest priority first, and rows without one last', () => {
    const late = [maxPrioritized, maxPrioritized + 7];
    const rows = fc.uniqueArray(fc.nat(5000), { maxLength: 200 }).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(rows, (list) => {
        const ordered = Array.from(inPaintOrder(Uint32Array.from([...list, ...late])));
        expect(ordered.slice(list.length)).toEqual(late);
        const front = ordered.slice(0, list.length);
        expect(front.toSorted((a, b) => a - b)).toEqual(list);
        const priorities = front.map(paintPriority);
        expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
      }),
    );
  });

  it('favours neither early nor late rows, nor any remainder', () => {
    const rows = Uint32Array.from({ length: 20_000 }, (_, row) => row);
    const front = inPaintOrder(rows).slice(0, 2000);
    const share = (test: (row: number) => boolean) => front.filter(test).length / front.length;
    expect(share((row) => row < 10_000)).toBeCloseTo(0.5, 1);
    for (const divisor of [2, 3, 7, 10]) {
      for (let rest = 0; rest < divisor; rest++) {
        expect(Math.abs(share((row) => row % divisor === rest) - 1 / divisor)).toBeLessThan(0.04);
      }
    }
  });
});

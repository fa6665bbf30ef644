import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBars, createBarCounter } from '../../../viz/core/layout/histogram.ts';
import { changeOfRows, rememberMask } from '../../../viz/core/rows/row-change.ts';

const rows = fc.uniqueArray(fc.nat(40), { maxLength: 40 }).map((list) => Uint32Array.from(list).sort());

describe('changeOfRows', () => {
  it('transforms one list into the other, unless it is larger than that', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const change = changeOfRows(before, after);
        const kept = new Set(before);
        for (const row of change?.gone ?? []) expect(kept.delete(row)).toBe(true);
        for (const row of change?.came ?? []) expect(kept.has(row)).toBe(false);
        if (change === null) {
          const same = before.filter((row) => after.includes(row)).length;
          const changed = Math.max(before.length, after.length) - same;
          expect(changed).toBeGreaterThan(0.4 * after.length);
        } else {
          expect(Uint32Array.from([...kept, ...change.came]).sort()).toEqual(after);
        }
      }),
    );
  });

  it('is the same for rows given as a mask', () => {
    const masked = rows.map((list) => {
      const mask = new Uint8Array(41);
      for (const row of list) mask[row] = 1;
      rememberMask(list, mask);
      return list;
    });
    fc.assert(
      fc.property(masked, masked, (before, after) => {
        const copies = [before, after].map((list) => list.slice()) as [Uint32Array, Uint32Array];
        const change = changeOfRows(before, after);
        if (change !== null) expect(change).toEqual(changeOfRows(...copies) ?? change);
      }),
    );
  });

  it('is computed once for the same lists', () => {
    const [before, after] = [Uint32Array.of(1, 2, 3), Uint32Array.of(1, 3, 4)];
    expect(changeOfRows(before, after)).toEqual({ came: Uint32Array.of(4), gone: Uint32Array.of(2) });
    expect(changeOfRows(before, after)).toBe(changeOfRows(before, after));
  });
});

describe('a counter of bars', () => {
  it('gives the same counts incrementally as from all rows', () => {
    const position = fc.float({ min: -5, max: 120, noNaN: true });
    const positions = fc.array(position, { minLength: 41, maxLength: 41 });
    fc.assert(
      fc.property(positions, fc.array(rows, { minLength: 1, maxLength: 8 }), (ys, steps) => {
        const axis = { positions: Float32Array.from(ys), height: 100, bars: 7 };
        const counter = createBarCounter();
        for (const step of steps) expect(counter.count(axis, step)).toEqual(countBars(axis, step));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxRareRows, rareRows } from '../../../viz/core/layout/rare-rows.ts';
import { isCrowded } from '../../../viz/core/raster/detail.ts';
import { finish } from '../../../viz/core/scale/steps.ts';

const LENGTH = 320;
const rowsOf = (length: number) => Uint32Array.from({ length }, (_, row) => row);

/** 30,000 lines that rise together, the last `apart` of which fall between the second and the third axis. */
function crowd(apart: number) {
  const length = 30_000;
  const level = Float32Array.from({ length }, (_, row) => ((row * 7919) % 997) / 10 + 10);
  const last = level.slice();
  for (let row = length - apart; row < length; row++) last[row] = 300;
  return { positions: [level, level, last], rows: rowsOf(length), length: LENGTH };
}

describe('rare rows', () => {
  it.each([0, 1, 3, 20])('are the %i that run apart from a crowd', (apart) => {
    const found = finish(rareRows(crowd(apart)));
    expect([...found].sort((a, b) => a - b)).toEqual(
      Array.from({ length: apart }, (_, index) => 30_000 - apart + index),
    );
  });

  it('are a subset of the given rows, of limited size', () => {
    const place = fc.float({ min: 0, max: LENGTH, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { maxLength: 400 }), (lines) => {
        const positions = [0, 1].map((axis) => Float32Array.from(lines, (line) => line[axis]!));
        const rows = rowsOf(lines.length).filter((row) => row % 2 === 0);
        const found = finish(rareRows({ positions, rows, length: LENGTH }));
        expect(found.length).toBeLessThanOrEqual(maxRareRows);
        expect(new Set(found).size).toBe(found.length);
        for (const row of found) expect(row % 2).toBe(0);
      }),
    );
  });

  it('do not exist on a single axis', () => {
    expect([...finish(rareRows({ ...crowd(3), positions: [new Float32Array(30_000)] }))]).toEqual([]);
  });
});

describe('rare rows are drawn', () => {
  it.each([
    ['beneath a density', 30_000, 'auto', null, true],
    ['beneath a density that was chosen', 10, 'density', 0.5, true],
    ['beneath many pale lines', 20_000, 'auto', null, true],
    ['beneath more lines than are drawn one by one by default', 30_000, 'lines', null, true],
    ['not where single lines are seen', 5_000, 'auto', null, false],
    ['not where the opacity of lines was chosen', 20_000, 'auto', 0.02, false],
  ] as const)('%s', (_, rows, mode, opacity, expected) => {
    expect(isCrowded(rows, { mode, opacity })).toBe(expected);
  });
});

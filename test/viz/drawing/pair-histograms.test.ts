import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createKernel, type Kernel } from '../../../viz/core/raster/kernel/kernel.ts';
import { paintPriority } from '../../../viz/core/raster/paint-order.ts';
import {
  createPairHistograms,
  padding,
  rowBytes,
  type HistogramGap,
} from '../../../viz/core/raster/pair-histograms.ts';

const CELLS = 8;
const ROWS = 60;

let kernel: Kernel;

beforeAll(async () => {
  kernel = await createKernel();
});

const place = fc.float({ min: -1, max: CELLS + 1, noNaN: true });
const rows = fc
  .uniqueArray(fc.nat(ROWS - 1), { maxLength: ROWS })
  .map((list) => Uint32Array.from(list).sort());
const setting = fc.record({
  left: fc.array(place, { minLength: ROWS, maxLength: ROWS }),
  right: fc.array(place, { minLength: ROWS, maxLength: ROWS }),
  shift: fc.constantFrom(2 as const, 3 as const),
  steps: fc.array(rows, { minLength: 1, maxLength: 6 }),
});

describe('pair histograms', () => {
  it.each([
    ['the same as when counted anew', false],
    ['of the same numbers of lines in drafts', true],
  ])('are %s when updated by added and removed rows', (_, isDraft) => {
    fc.assert(
      fc.property(setting, ({ left, right, shift, steps }) => {
        const gap: HistogramGap = {
          left: kernel.store(Float32Array.from(left)),
          right: kernel.store(Float32Array.from(right)),
          scale: 1,
          offset: 0,
          cells: CELLS,
          shift,
        };
        const histograms = createPairHistograms(kernel);
        for (const step of steps) {
          const drawn = { pointer: kernel.store(step), count: step.length };
          const read = (pointer: number) => {
            const bytes = kernel.read(pointer - padding, padding + CELLS * rowBytes(gap));
            const numbers = Array.from(new Int32Array(bytes.buffer));
            return isDraft && shift === 3 ? numbers.filter((_, at) => at % 2 === 0) : numbers;
          };
          expect(read(histograms.count(gap, drawn, isDraft))).toEqual(
            read(createPairHistograms(kernel).count(gap, drawn, false)),
          );
          histograms.release(drawn.pointer);
        }
      }),
      { numRuns: 60 },
    );
  });

  const gapOf = (shift: 2 | 3): HistogramGap => ({
    left: kernel.store(Float32Array.of(0.5, 7.9, -3, 99, 0.7)),
    right: kernel.store(Float32Array.of(2.5, 0, 7, 3.2, 2.1)),
    scale: 1,
    offset: 0,
    cells: CELLS,
    shift,
  });

  it('count a line in the cell of its two ends, clamped to the outermost cells', () => {
    const gap = gapOf(2);
    const pointer = createPairHistograms(kernel).count(gap, { pointer: 0, count: 5 }, false);
    const line = rowBytes(gap);
    const at = (from: number, to: number) =>
      new Int32Array(kernel.read(pointer + to * line + 4 * from, 4).buffer)[0];
    expect([at(0, 2), at(7, 0), at(0, 7), at(7, 3)]).toEqual([2, 1, 1, 1]);
    expect(at(1, 2)).toBe(0);
  });

  it('know the front line of a cell, and in drafts lend the colour of a removed one at the lowest priority', () => {
    const gap = gapOf(3);
    const histograms = createPairHistograms(kernel);
    const frontOf = (rows: readonly number[], isDraft: boolean) => {
      const drawn = { pointer: kernel.store(Uint32Array.from(rows)), count: rows.length };
      const cell = histograms.count(gap, drawn, isDraft) + 2 * rowBytes(gap);
      return new Uint32Array(kernel.read(cell, 8).buffer)[1]!;
    };
    const [front, other] = paintPriority(0) > paintPriority(4) ? [0, 4] : [4, 0];
    const certain = 2 ** 24;
    expect(frontOf([0, 1, 2, 4], false)).toBe(paintPriority(front) + certain);
    expect(frontOf([other, 1, 2].sort(), true)).toBe(paintPriority(front));
    expect(frontOf([other, 1, 2].sort(), false)).toBe(paintPriority(other) + certain);
  });
});

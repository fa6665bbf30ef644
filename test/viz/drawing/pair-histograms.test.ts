import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createKernel, type Kernel } from '../../../viz/core/raster/kernel/kernel.ts';
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
  fractions: fc.array(fc.oneof(fc.float({ min: 0, max: 1, noNaN: true }), fc.constant(NaN)), {
    minLength: ROWS,
    maxLength: ROWS,
  }),
  kind: fc.constantFrom(0 as const, 1 as const, 2 as const),
  steps: fc.array(rows, { minLength: 1, maxLength: 6 }),
});

describe('pair histograms', () => {
  it('are the same when updated by added and removed rows as when counted anew, for any colours', () => {
    fc.assert(
      fc.property(setting, ({ left, right, fractions, kind, steps }) => {
        const values =
          kind === 2 ? Uint16Array.from({ length: ROWS }, (_, row) => row % 3) : Float32Array.from(fractions);
        const gap: HistogramGap = {
          left: kernel.store(Float32Array.from(left)),
          right: kernel.store(Float32Array.from(right)),
          scale: 1,
          offset: 0,
          cells: CELLS,
          kind,
          values: kernel.store(values),
          colors: kernel.store(Int32Array.of(1, 100, 20, 3, 1, 0, 255, 9, 1, 31, 41, 59)),
          shift: kind === 0 ? 2 : 4,
          units: 64,
        };
        const histograms = createPairHistograms(kernel);
        for (const step of steps) {
          const drawn = { pointer: kernel.store(step), count: step.length };
          const read = (pointer: number) =>
            kernel.read(pointer - padding, padding + CELLS * rowBytes(gap)).join();
          expect(read(histograms.count(gap, drawn))).toBe(
            read(createPairHistograms(kernel).count(gap, drawn)),
          );
          histograms.release(drawn.pointer);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('count a line in the cell of its two ends, clamped to the outermost cells', () => {
    const gap: HistogramGap = {
      left: kernel.store(Float32Array.of(0.5, 7.9, -3, 99)),
      right: kernel.store(Float32Array.of(2.5, 0, 7, 3.2)),
      scale: 1,
      offset: 0,
      cells: CELLS,
      kind: 0,
      values: 0,
      colors: 0,
      shift: 2,
      units: 1,
    };
    const pointer = createPairHistograms(kernel).count(gap, { pointer: 0, count: 4 });
    const line = rowBytes(gap);
    const at = (from: number, to: number) =>
      new Int32Array(kernel.read(pointer + to * line + 4 * from, 4).buffer)[0];
    expect([at(0, 2), at(7, 0), at(0, 7), at(7, 3)]).toEqual([1, 1, 1, 1]);
    expect(at(1, 2)).toBe(0);
  });
});

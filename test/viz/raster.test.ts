import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBinned, createBins } from '../../viz/core/raster/bins.ts';
import { createInkColumn, type Deposit, type InkColumn } from '../../viz/core/raster/ink-column.ts';
import { createInk, flatColors } from '../../viz/core/raster/ink.ts';
import { createProjector, projectAlong } from '../../viz/core/raster/project.ts';
import { createSpans, spanGuard } from '../../viz/core/raster/spans.ts';

const CELLS = 64;
const COLUMNS = 50;
const LINE_WIDTH = 1.3;

const frame = {
  scale: 1,
  offset: 0,
  columns: COLUMNS,
  lineWidth: LINE_WIDTH,
  mass: LINE_WIDTH,
  slopeCorrection: 1,
  passes: 4,
};

/** Where a line crosses the two axes of a gap, in cells. */
const ends = fc.tuple(
  fc.float({ min: 0, max: CELLS - 0.5, noNaN: true }),
  fc.float({ min: 0, max: CELLS - 0.5, noNaN: true }),
);

const sum = (numbers: Iterable<number>) => Array.from(numbers).reduce((total, number) => total + number, 0);

/** The columns of a gap as each of the two ways to draw lines fills them. */
function drawn(way: 'spans' | 'bins', lines: readonly (readonly [number, number])[]): InkColumn[] {
  const left = Float32Array.from(lines, ([from]) => from);
  const right = Float32Array.from(lines, ([, to]) => to);
  const ink = createInk(Uint32Array.from(lines.keys()), flatColors([0, 0, 0]));
  const group = ink.groups[0]!;
  let deposit: Deposit;
  if (way === 'spans') {
    deposit = createSpans(ink, group, left, right, frame);
  } else {
    const steps = createBinned(ink, group, left, right, frame, createBins(CELLS));
    let step = steps.next();
    while (!step.done) step = steps.next();
    deposit = step.value;
  }
  const guard = way === 'spans' ? spanGuard(frame, CELLS) : 1;
  return Array.from({ length: COLUMNS }, (_, number) => {
    const column = createInkColumn(CELLS, guard);
    deposit(column, number);
    return column;
  });
}

describe('projectAlong', () => {
  it('keeps the sum of the square along every slope', () => {
    const size = 16;
    const square = fc.array(fc.integer({ min: 0, max: 9 }), {
      minLength: size * size,
      maxLength: size * size,
    });
    const slopes = Array.from({ length: size }, (_, slope) => slope);
    fc.assert(
      fc.property(square, (numbers) => {
        const projector = createProjector(size);
        for (let v = 0; v < size; v++) {
          for (let u = 0; u < size; u++) projector.input[v * projector.stride + u] = numbers[v * size + u]!;
        }
        const sums = projectAlong(projector, slopes);
        for (const slope of slopes) {
          const start = slope * projector.stride;
          expect(sum(sums.subarray(start, start + size + slope))).toBe(sum(numbers));
        }
      }),
    );
  });

  it('refuses a side that is no power of two', () => {
    expect(() => createProjector(12)).toThrow('not a power of two: 12');
  });
});

describe.each(['spans', 'bins'] as const)('lines drawn as %s', (way) => {
  it('leave the same ink in every column: density conserves mass', () => {
    fc.assert(
      fc.property(fc.array(ends, { minLength: 1, maxLength: 40 }), (lines) => {
        for (const { mass } of drawn(way, lines)) {
          expect(sum(mass) / (lines.length * LINE_WIDTH)).toBeCloseTo(1, 3);
        }
      }),
    );
  });

  it('leave it where the straight line from axis to axis passes', () => {
    // A cell's part of a stretch counts at its middle, an eighth of a cell off at most at each of its two ends; a bin
    // knows its ends to a cell, and its line to a digital one.
    const tolerance = way === 'spans' ? 0.25 / LINE_WIDTH + 1e-3 : 1 + Math.log2(CELLS) / 6;
    fc.assert(
      fc.property(ends, ([from, to]) => {
        for (const [number, { mass, guard }] of drawn(way, [[from, to]]).entries()) {
          const centre = sum(mass.map((ink, cell) => ink * (cell + 0.5 - guard))) / sum(mass);
          const expected = from + ((to - from) * (number + 0.5)) / COLUMNS;
          expect(Math.abs(centre - expected)).toBeLessThan(tolerance);
        }
      }),
    );
  });
});

import { scaleLinear, scaleLog } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logSteps, tickFormat } from '../../../viz/core/scale/round-numbers.ts';

const finite = fc.oneof(
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
  fc.constantFrom(-1, 0, 1, 1000, 1e7),
);
const positive = fc.oneof(
  fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
  fc.integer({ min: -30, max: 30 }).map((power) => Number(`1e${String(power)}`)),
  fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
);
const counts = fc.integer({ min: 2, max: 20 });

// Narrower axes have ticks at their ends alone.
describe('round numbers', () => {
  it('on log scales are those of d3-scale', () => {
    fc.assert(
      fc.property(positive, positive, counts, (a, b, count) => {
        fc.pre(Math.abs(a - b) >= 1e-300);
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        expect(logSteps(min, max, count)).toEqual(scaleLog([min, max], [0, 1]).ticks(count));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['e', '~e'],
    ['s', '~s'],
    ['f', undefined],
  ] as const)('are formatted as by d3-scale: %s', (notation, specifier) => {
    fc.assert(
      fc.property(finite, finite, counts, (a, b, count) => {
        fc.pre(Math.abs(a - b) >= 1e-300);
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const scale = scaleLinear([min, max], [0, 1]);
        const values = scale.ticks(count);
        const expected =
          specifier === undefined ? scale.tickFormat(count) : scale.tickFormat(count, specifier);
        expect(values.map(tickFormat(min, max, count, notation))).toEqual(values.map(expected));
      }),
      { numRuns: 1000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileScale } from '../../../viz/core/scale/compile-scale.ts';
import { numericFraction } from '../../../viz/core/scale/numeric-scale.ts';
import { canScale } from '../../../viz/core/scale/scale-types.ts';
import { numericPlacing } from '../../../viz/core/scale/scales.ts';
import { columnOf } from '../make.ts';

const spread = fc.oneof(
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.double({ min: 1e-6, max: 10, noNaN: true }),
  fc.integer({ min: -3, max: 40 }),
  fc.constantFrom(-1.7e308, 1.7e308),
);

describe('compileScale', () => {
  it('returns the same fractions as numericFraction, for every value and scale', () => {
    const subnormal = fc.integer({ min: -9, max: 9 }).map((step) => step * Number.MIN_VALUE);
    const values = fc.oneof(
      { weight: 9, arbitrary: fc.array(spread, { minLength: 2, maxLength: 60 }) },
      fc.array(subnormal, { minLength: 2, maxLength: 9 }),
    );
    const types = fc.constantFrom(
      'linear' as const,
      'log' as const,
      'symlog' as const,
      'percentile' as const,
    );
    fc.assert(
      fc.property(values, types, (cells, type) => {
        const column = columnOf(cells, 'x');
        fc.pre(column.kind === 'number' && canScale(column, type));
        if (column.kind !== 'number') return;
        const placing = numericPlacing(column, type);
        const find = compileScale(placing);
        for (const value of cells) {
          expect(Math.abs(find(value) - numericFraction(placing, value))).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('clamps values beyond fixed limits', () => {
    const column = columnOf([0, 5, 10], 'x');
    if (column.kind !== 'number') throw new Error('expected numbers');
    const find = compileScale(numericPlacing(column, 'linear', { min: 2, max: 6 }));
    expect([-1, 2, 4, 6, 10].map(find)).toEqual([0, 0, 0.5, 1, 1]);
  });
});
